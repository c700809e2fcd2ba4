package dev.handrail.target.host;

import java.util.function.Consumer;

/** Takes what a program writes, piece by piece as it comes; called on one thread at a time. */
public interface Output {
    void take(char[] text, int length);

    /** Called once, after the last piece. */
    void end();

    /** Line by line, without the line ends; a lone carriage return ends a line too, as progress meters write it. */
    static Output lines(Consumer<String> line) {
        return new Lines(line);
    }

    static Output nowhere() {
        return new Lines(line -> {});
    }

    /** To both. */
    default Output and(Output other) {
        return new Output() {
            @Override
            public void take(char[] text, int length) {
                Output.this.take(text, length);
                other.take(text, length);
            }

            @Override
            public void end() {
                Output.this.end();
                other.end();
            }
        };
    }
}
