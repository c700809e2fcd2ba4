package dev.handrail.dsl.compile;

import dev.handrail.dsl.mistake.Code;
import dev.handrail.dsl.words.Lexicon;
import dev.handrail.text.NearWord;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.codehaus.groovy.ast.ASTNode;
import org.codehaus.groovy.ast.expr.Expression;
import org.codehaus.groovy.ast.expr.VariableExpression;

/** What is said of a name that is not known where it stands, or that hides a word. */
final class Names {
    private static final Set<String> GROOVY =
            Set.of("owner", "delegate", "thisObject", "directive", "metaClass", "class", "binding", "args");

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
            unknown(session, variable, words == null ? List.of() : properties(words));
        }
    }

    private static void unknown(Session session, VariableExpression variable, List<String> known) {
        String name = variable.getName();
        String before = session.before(variable);
        if (before.endsWith("--") || before.strip().equals("--")) {
            session.mistake(Code.SYNTAX, "-- begins no comment here", variable, "a comment begins with //");
            return;
        }
        Optional<String> near = NearWord.of(name, known);
        session.mistake(
                Code.UNKNOWN_VARIABLE,
                "there is no variable '" + name + "' here",
                variable,
                near.map(n -> "write: " + n)
                        .or(() -> session.declaredBelow(name, variable)
                                .map(line ->
                                        "it is declared below, in line " + line + ": move that line above this one"))
                        .orElse(before.endsWith("$") || before.endsWith("${") ? input(name) : text(name)),
                known,
                near);
    }

    private static String input(String name) {
        return "declare it before the runbook, e.g. String " + name + " = input('" + name.toLowerCase(Locale.ROOT)
                + "', 'default', 'What it is')";
    }

    private static String text(String name) {
        return "declare it before the runbook, or put text in quotes: '" + name + "'";
    }

    private static List<String> properties(Lexicon words) {
        return words.entries().values().stream()
                .filter(Lexicon.Entry::isProperty)
                .map(Lexicon.Entry::word)
                .toList();
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
