package dev.handrail.shell.person;

import dev.handrail.shell.out.Console;
import dev.handrail.shell.out.Line;
import dev.handrail.shell.person.Keyboard.Press;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntSupplier;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Gets one answer from a person: a key out of a few, or a typed line. Enter alone, arrow keys and pasted keys are none. */
final class Asking {
    private static final String PAUSE = "Pause the run? It goes on later with resume.  [y]es  [n]o  ";
    private static final String INDENT = "          ";
    private static final long TWICE_NANOS = 2_000_000_000L;

    private final Keyboard keyboard;
    private final Console console;
    private final IntSupplier width;
    private final LongSupplier nanos;
    private final Countdown window;
    private String counted = "";
    private int column;

    /**
     * @param width columns of the screen
     * @param nanos monotonic time
     */
    Asking(Keyboard keyboard, Console console, IntSupplier width, LongSupplier nanos) {
        this.width = width;
        this.keyboard = keyboard;
        this.console = console;
        this.nanos = nanos;
        this.window = new Countdown(nanos);
    }

    /** @param left of the maintenance window, as of now: shown, and counted on, behind each question; null: none is open */
    void window(@Nullable Duration left) {
        window.set(left);
    }

    /** A key and what it stands for, e.g. {@code y} and {@code [y]es}; {@code help} is told by {@code ?}. */
    record Choice(char key, String label, String help) {}

    /** What {@link #key} answers when the person, or the terminal, is gone: the key that stops without losing anything. */
    static final char QUIT = 'q';

    Console console() {
        return console;
    }

    /** Columns of the screen. */
    int width() {
        return width.getAsInt();
    }

    /** A line of a question, broken where the screen ends. */
    void say(Line line) {
        console.say(line, width.getAsInt());
    }

    /** Before a question is drawn: what was typed until now was no answer to it. */
    void ready() {
        keyboard.listen();
        keyboard.drain();
    }

    /** Waits for one of the keys; {@link #QUIT} at the end of input and after two interrupts in a row. */
    char key(String question, List<Choice> choices) {
        long interruptedAt = Long.MIN_VALUE;
        boolean held = false;
        prompt(question, choices);
        int columns = width.getAsInt();
        while (true) {
            Press press = keyboard.press(() -> count(columns));
            switch (press.kind()) {
                case END -> {
                    console.draw("\n");
                    return QUIT;
                }
                case INTERRUPT -> {
                    long now = nanos.getAsLong();
                    boolean twice = interruptedAt != Long.MIN_VALUE && now - interruptedAt < TWICE_NANOS;
                    if (twice && pauses()) {
                        return QUIT;
                    }
                    interruptedAt = twice ? Long.MIN_VALUE : now;
                    if (!twice) {
                        console.draw("^C\n");
                        say(Line.of("Nothing was answered. Ctrl-C again within two seconds offers to pause."));
                    }
                    prompt(question, choices);
                }
                case CHARACTER -> {
                    Optional<Choice> chosen = press.alone() ? chosen(press.text(), choices) : Optional.empty();
                    if (chosen.isPresent()) {
                        console.draw(press.text() + "\n");
                        return chosen.get().key();
                    }
                    if (press.text().equals("?") && press.alone()) {
                        console.draw("?\n");
                        help(choices);
                        prompt(question, choices);
                    }
                }
                case RESUMED -> prompt(question, choices);
                case HELD -> {
                    if (!held && chosen(press.text(), choices).isPresent()) {
                        held = true;
                        console.draw("\n");
                        console.say(Line.of("Nothing was answered: " + press.text()
                                + " may still have been held from before. Let go, then press it."));
                        prompt(question, choices);
                    }
                }
                default -> {
                    // Enter, arrows, pasted text: no answer
                }
            }
        }
    }

    /** Behind the question, where there is room on its line; a screen that got another width is left alone. */
    private void count(int columns) {
        String now = window.shown();
        boolean room = width.getAsInt() == columns && column + 3 + now.length() < columns;
        if (room && !now.equals(counted) && !console.telling().accessible()) {
            counted = now;
            console.aside(now);
        }
    }

    private static Optional<Choice> chosen(String text, List<Choice> choices) {
        return choices.stream()
                .filter(c -> text.equals(String.valueOf(c.key())))
                .findFirst();
    }

    private boolean pauses() {
        console.draw("\n");
        console.draw(PAUSE);
        while (true) {
            Press press = keyboard.press();
            if (press.kind() == Press.Kind.RESUMED) {
                console.draw(PAUSE);
            }
            boolean key = press.kind() == Press.Kind.CHARACTER && press.alone();
            if (press.kind() == Press.Kind.END || (key && press.text().equals("y"))) {
                console.draw("y\n");
                return true;
            }
            if (key && press.text().equals("n")) {
                console.draw("n\n");
                return false;
            }
        }
    }

    /** The choices on as many lines as they need; a label is never torn. */
    private void prompt(String question, List<Choice> choices) {
        StringBuilder shown = new StringBuilder(question);
        int used = question.length();
        List<String> labels =
                new ArrayList<>(choices.stream().map(Choice::label).toList());
        labels.add("[?]");
        if (console.telling().accessible()) {
            labels = spoken(choices);
        }
        String clock = window.shown();
        for (int i = 0; i < labels.size(); i++) {
            String label = labels.get(i);
            int behind = i < labels.size() - 1 || clock.isEmpty() ? 0 : clock.length() + 4;
            boolean wraps = used + 2 + label.length() + behind >= width.getAsInt();
            shown.append(wraps ? "\n" + INDENT : "  ").append(label);
            used = (wraps ? INDENT.length() : used + 2) + label.length();
        }
        column = used + 1;
        counted = "";
        console.draw(shown.append(' ').toString());
    }

    /** For who listens: a key before what it does, no brackets. */
    private static List<String> spoken(List<Choice> choices) {
        List<String> labels = new ArrayList<>();
        choices.forEach(
                c -> labels.add(c.key() + " for " + c.label().replace("[", "").replace("]", "") + ","));
        labels.add("? for help.");
        return labels;
    }

    private void help(List<Choice> choices) {
        choices.forEach(
                c -> say(new Line().add("  ").bold(String.valueOf(c.key())).add("  " + c.help())));
    }

    /**
     * A typed line, ended by Enter.
     *
     * @param pasted whether pasted text counts as typed
     * @return empty where nothing was typed, or it was broken off
     */
    Optional<String> line(String question, boolean pasted) {
        console.draw(question);
        StringBuilder typed = new StringBuilder();
        while (true) {
            Press press = keyboard.press();
            switch (press.kind()) {
                case ENTER -> {
                    console.draw("\n");
                    String text = typed.toString().strip();
                    return text.isEmpty() ? Optional.empty() : Optional.of(text);
                }
                case END, INTERRUPT -> {
                    console.draw("^C\n");
                    return Optional.empty();
                }
                case CHARACTER, HELD -> add(typed, press.text());
                case PASTE -> {
                    if (pasted) {
                        add(typed, Console.line(press.text().replaceAll("\\s+", " ")));
                    } else {
                        console.draw("\n");
                        say(Line.of("  Pasted text does not count here: it has to be typed."));
                        console.draw(question + Console.line(typed.toString()));
                    }
                }
                case RESUMED -> console.draw(question + Console.line(typed.toString()));
                case ERASE -> erase(typed, 1);
                case ERASE_LINE -> erase(typed, typed.length());
                default -> {
                    // arrows and the like
                }
            }
        }
    }

    private void add(StringBuilder typed, String text) {
        typed.append(text);
        console.draw(Console.line(text));
    }

    private void erase(StringBuilder typed, int count) {
        int gone = Math.min(count, typed.length());
        typed.setLength(typed.length() - gone);
        console.draw("\b \b".repeat(gone));
    }

    /** A line that says why or what; pasted text counts. */
    Optional<String> reason(String question) {
        return line("  " + question + ": ", true);
    }
}
