package dev.handrail.dsl.compile;

import dev.handrail.dsl.mistake.Code;
import dev.handrail.dsl.mistake.Letters;
import dev.handrail.dsl.words.Lexicon;
import dev.handrail.text.NearWord;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.codehaus.groovy.ast.expr.Expression;

/** A call of what is no word of its block: misspelt, in the wrong block, not there yet, or no word at all. */
record UnknownWord(Session session, Expression at, String word, Lexicon words, String block) {
    private static final Map<String, String> INSTEAD = Map.ofEntries(
            Map.entry("println", "say it with note '…', or ask with check"),
            Map.entry("print", "say it with note '…', or ask with check"),
            Map.entry("printf", "say it with note '…', or ask with check"),
            Map.entry("sleep", "write waitFor '10s' as the action of a step of its own"),
            Map.entry("wait", "write waitFor '10s' as the action of a step of its own"),
            Map.entry("run", "write command 'program', 'argument'"),
            Map.entry("exec", "write command 'program', 'argument'"),
            Map.entry("shell", "write command 'program', 'argument'; there is no shell"),
            Map.entry("evaluate", "write what it should declare"),
            Map.entry("with", "say the words alone, in their block"),
            Map.entry("every", "it belongs into watch, monitor or waitFor"),
            Map.entry("sh", "write command 'program', 'argument'; there is no shell"),
            Map.entry("ask", "write manual '…', and answer '…' for what it has to be"),
            Map.entry("confirm", "write manual '…', and answer '…' for what it has to be"),
            Map.entry("undo", "it is called rollback"),
            Map.entry("revert", "it is called rollback; in migrate it names the files that take back"),
            Map.entry("assert", "write check('…') { … }"),
            Map.entry("query", "write sql '…' within check('…') { … }"));

    void tell() {
        Set<String> places = session.words().places(word);
        if (session.quoted(at) && session.before(at).stripTrailing().endsWith(",")) {
            session.mistake(
                    Code.SYNTAX,
                    "the block behind this text belongs to the text alone",
                    at,
                    "put brackets around what stands before the block: runbook('shop', 'The shop') { … }");
        } else if (session.quoted(at)) {
            session.mistake(
                    Code.SYNTAX,
                    "a text can't follow a text",
                    at,
                    "put a comma between them, or look for a quote that ends the text too early");
        } else if (places.isEmpty()) {
            unknown();
        } else {
            elsewhere(places);
        }
    }

    private void unknown() {
        Optional<String> near = NearWord.of(word, words.entries().keySet());
        boolean value = near.map(words::entry).map(Lexicon.Entry::isValue).orElse(false);
        String strange = Letters.strange(word).map(s -> ": " + s).orElse("");
        session.mistake(
                Code.UNKNOWN_WORD,
                "there is no word '" + word + "' in " + block + strange,
                at,
                instead(word),
                value ? words.values() : words.statements(),
                near);
    }

    /** What to write for a word that other tools have. */
    static String instead(String word) {
        return INSTEAD.getOrDefault(word, "write one of the allowed words");
    }

    private void elsewhere(Set<String> places) {
        if (word.equals("input") && places.contains(Lexicon.FILE)) {
            session.mistake(Code.WRONG_PLACE, "an input stands before the runbook", at, "move it above runbook(…)");
            return;
        }
        boolean nested = word.equals("step") && words.opener().equals("step");
        session.mistake(
                Code.WRONG_PLACE,
                nested ? "a step can't stand inside a step" : "'" + word + "' is not allowed in " + block,
                at,
                "it belongs into: " + String.join(", ", said(places)),
                List.copyOf(words.statements()),
                Optional.empty());
    }

    /** Where it begins a line, if it does anywhere: elsewhere a word of that name is a value. */
    private List<String> said(Set<String> places) {
        List<String> lines = places.stream()
                .filter(p -> session.words().blocks().get(p).statements().contains(word))
                .toList();
        return lines.isEmpty() ? List.copyOf(places) : lines;
    }
}
