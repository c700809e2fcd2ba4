package dev.handrail.dsl.compile;

import dev.handrail.dsl.mistake.Code;
import dev.handrail.dsl.words.Lexicon;
import dev.handrail.text.NearWord;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.codehaus.groovy.ast.expr.Expression;

/** A call of what is no word of its block: misspelt, in the wrong block, not there yet, or no word at all. */
record UnknownWord(Session session, Expression at, String word, Lexicon words, String block) {
    private static final Map<String, String> INSTEAD = Map.of(
            "println", "say it with note '…', or ask with check",
            "print", "say it with note '…', or ask with check",
            "printf", "say it with note '…', or ask with check",
            "sleep", "write waitFor '10s' as the action of a step of its own",
            "wait", "write waitFor '10s' as the action of a step of its own",
            "run", "write command 'program', 'argument'",
            "exec", "write command 'program', 'argument'",
            "evaluate", "write what it should declare",
            "with", "say the words alone, in their block",
            "every", "it belongs into watch, monitor or waitFor");

    void tell() {
        Set<String> places = session.words().places(word);
        if (session.quoted(at)) {
            session.mistake(
                    Code.SYNTAX,
                    "a text can't follow a text",
                    at,
                    "put a comma between them, or look for a quote that ends the text too early");
        } else if (words.notYet().contains(word)) {
            session.mistake(
                    Code.NOT_YET,
                    "'" + word + "' is not available yet",
                    at,
                    "leave it out until a later version brings it");
        } else if (places.isEmpty()) {
            unknown();
        } else {
            elsewhere(places);
        }
    }

    private void unknown() {
        session.mistake(
                Code.UNKNOWN_WORD,
                "there is no word '" + word + "' in " + block,
                at,
                INSTEAD.getOrDefault(word, "write one of the allowed words"),
                words.statements(),
                NearWord.of(word, words.entries().keySet()));
    }

    private void elsewhere(Set<String> places) {
        boolean nested = word.equals("step") && words.opener().equals("step");
        session.mistake(
                Code.WRONG_PLACE,
                nested ? "a step can't stand inside a step" : "'" + word + "' is not allowed in " + block,
                at,
                "it belongs into: " + String.join(", ", places),
                List.copyOf(words.statements()),
                Optional.empty());
    }
}
