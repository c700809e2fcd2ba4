package dev.handrail.dsl.compile;

import dev.handrail.dsl.mistake.Code;
import dev.handrail.dsl.words.Lexicon;
import dev.handrail.text.NearWord;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.codehaus.groovy.ast.ASTNode;
import org.codehaus.groovy.ast.expr.Expression;
import org.codehaus.groovy.ast.expr.VariableExpression;

/** What is said of a name that is not known where it stands, or that hides a word. */
final class Names {
    private static final Set<String> GROOVY =
            Set.of("owner", "delegate", "thisObject", "directive", "metaClass", "class", "binding", "args");
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

    private Names() {}

    /** A variable named like a word would silently take its place. */
    static void refuseTaken(Session session, String name, ASTNode at) {
        if (session.words().knows(name) || GROOVY.contains(name)) {
            session.mistake(
                    Code.NAME_TAKEN,
                    "'" + name + "' is a word of the language and can't be the name of something else",
                    at,
                    name,
                    "give it another name, e.g. " + name + "Value");
        }
    }

    static void refuseAssignment(Session session, VariableExpression variable, Around around) {
        String name = variable.getName();
        Lexicon words = around.words();
        if (words != null && words.entry(name) != null) {
            session.mistake(
                    Code.WRONG_TYPE,
                    "'" + name + "' is a word, it is not assigned to",
                    variable,
                    "write it without =: " + words.entry(name).examples().get(0));
        } else {
            session.mistake(
                    Code.UNKNOWN_VARIABLE,
                    "there is no variable '" + name + "'",
                    variable,
                    "declare it: def " + name + " = …");
        }
    }

    /** A name used as a value, which is no variable. */
    static void resolve(Session session, VariableExpression variable, Around around) {
        String name = variable.getName();
        Lexicon words = around.words();
        Lexicon.Entry entry = words == null ? null : words.entry(name);
        if (entry != null && entry.isProperty()) {
            return;
        }
        if (entry != null) {
            session.mistake(
                    Code.WRONG_TYPE,
                    "the word '" + name + "' says nothing without what follows it",
                    variable,
                    "write: " + entry.examples().get(0));
        } else if (GROOVY.contains(name)) {
            session.mistake(
                    Code.NOT_ALLOWED,
                    "'" + name + "' is not part of the language as a value",
                    variable,
                    "say what is to be done with a word");
        } else {
            List<String> known = words == null ? List.of() : properties(words);
            session.mistake(
                    Code.UNKNOWN_VARIABLE,
                    "there is no variable '" + name + "' here",
                    variable,
                    "declare it before the runbook, or put text in quotes: '" + name + "'",
                    known,
                    NearWord.of(name, known));
        }
    }

    private static List<String> properties(Lexicon words) {
        return words.entries().values().stream()
                .filter(Lexicon.Entry::isProperty)
                .map(Lexicon.Entry::word)
                .toList();
    }

    /** A call of what is no word of this block. */
    static void unknownWord(Session session, Expression at, String word, Around around) {
        Lexicon words = java.util.Objects.requireNonNull(around.words());
        if (session.quoted(at)) {
            session.mistake(
                    Code.SYNTAX,
                    "a text can't follow a text",
                    at,
                    "put a comma between them, or look for a quote that ends the text too early");
            return;
        }
        if (words.notYet().contains(word)) {
            session.mistake(
                    Code.NOT_YET,
                    "'" + word + "' is not available yet",
                    at,
                    "leave it out until a later version brings it");
            return;
        }
        Set<String> places = session.words().places(word);
        List<String> allowed = new ArrayList<>(words.statements());
        if (!places.isEmpty()) {
            session.mistake(
                    Code.WRONG_PLACE,
                    word.equals("step") && around.name().equals("'step'")
                            ? "a step can't stand inside a step"
                            : "'" + word + "' is not allowed in " + around.name(),
                    at,
                    "it belongs into: " + String.join(", ", places),
                    allowed,
                    Optional.empty());
            return;
        }
        Set<String> near = new TreeSet<>(words.entries().keySet());
        session.mistake(
                Code.UNKNOWN_WORD,
                "there is no word '" + word + "' in " + around.name(),
                at,
                INSTEAD.getOrDefault(word, "write one of the allowed words"),
                allowed,
                NearWord.of(word, near));
    }

    /** A call, inside a helper class, of what the class does not have. */
    static void unknownInClass(Session session, Expression at, String name) {
        boolean word = session.words().knows(name);
        session.mistake(
                word ? Code.WRONG_PLACE : Code.UNKNOWN_WORD,
                word
                        ? "the word '" + name + "' can't be said in a helper class"
                        : "this class has no method '" + name + "'",
                at,
                word
                        ? "say it in the runbook's blocks and pass the class what it needs"
                        : "declare it: static " + name + "(…)");
    }
}
