package dev.handrail.dsl.words;

/** The words of the question {@code http}: it only looks. */
public record HttpQuestionOptions(Block block) implements Values {
    /** Asks with GET. */
    @Word(value = "asks with GET", example = "get '/health'")
    public void get(CharSequence path) {
        block.say("get", path);
    }

    /** Asks with HEAD. */
    @Word(value = "asks with HEAD", example = "head '/health'")
    public void head(CharSequence path) {
        block.say("head", path);
    }

    /** A request header; may hold a secret. */
    @Word(value = "a request header", example = "header 'Authorization', \"Bearer ${secret('api-token')}\"")
    public void header(CharSequence name, CharSequence value) {
        block.say("header", name, value);
    }

    /** Which declared service; not needed where there is one. */
    @Word(value = "which declared service", example = "on 'main'")
    public void on(CharSequence name) {
        block.say("on", name);
    }
}
