package dev.handrail.text.psql;

import dev.handrail.problem.Problem;
import dev.handrail.text.Lexeme;
import dev.handrail.text.Quoting;
import dev.handrail.text.SqlProblem;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What stands behind one of psql's commands, cut into arguments as psql does: up to a backslash or the line's end. */
final class Arguments {
    private static final String ESCAPES = "n\nt\tb\br\rf\f";

    private final Span span;
    private final String text;
    private final Variables variables;
    private int at;
    private StringBuilder argument = new StringBuilder();
    private boolean computed;
    private int tail;

    Arguments(Span span, int at, Variables variables) {
        this.span = span;
        this.text = span.text();
        this.at = at;
        this.variables = variables;
    }

    int at() {
        return at;
    }

    /** @param expand false in a branch that is not taken: nothing is asked for and nothing inserted */
    @Nullable
    Argument next(boolean expand) {
        skipBlanks();
        if (at == text.length() || text.charAt(at) == '\\') {
            return null;
        }
        int start = at;
        argument = new StringBuilder();
        computed = false;
        tail = 0;
        while (at < text.length() && text.charAt(at) != '\\' && !Lexeme.space(text.charAt(at))) {
            piece(expand);
        }
        return new Argument(argument.toString(), computed, start, tail);
    }

    List<Argument> all(boolean expand) {
        List<Argument> all = new ArrayList<>();
        for (Argument next = next(expand); next != null; next = next(expand)) {
            all.add(next);
        }
        return all;
    }

    /** The rest of the line as it is, backslashes too. */
    String rest() {
        skipBlanks();
        String rest = text.substring(at);
        at = text.length();
        return rest;
    }

    private void skipBlanks() {
        while (at < text.length() && Lexeme.space(text.charAt(at))) {
            at++;
        }
    }

    private void piece(boolean expand) {
        char c = text.charAt(at);
        Reference reference = c == ':' ? Reference.at(text, at) : null;
        if (c == '\'') {
            quoted();
        } else if (c == '"') {
            verbatim('"');
        } else if (c == '`' && expand) {
            throw SqlProblem.at(
                    span.at(at),
                    "a program between `…` can't be run here",
                    "files are read without running anything",
                    "give the value ahead: variables name: '…'");
        } else if (reference != null && expand && insert(reference)) {
            at = reference.end();
            tail = 0;
        } else {
            argument.append(c);
            tail++;
            at++;
        }
    }

    private boolean insert(Reference reference) {
        Value value = variables.get(reference.name(), span.at(at));
        if (reference.kind() == Reference.Kind.TEST) {
            argument.append(value == null ? "FALSE" : "TRUE");
        } else if (value == null) {
            return false;
        } else {
            computed |= value.computed();
            argument.append(
                    switch (reference.kind()) {
                        case LITERAL -> Inserted.literal(value.text());
                        case NAME -> Quoting.identifier(value.text());
                        default -> value.text();
                    });
        }
        return true;
    }

    private void verbatim(char quote) {
        int end = text.indexOf(quote, at + 1);
        if (end < 0) {
            throw unended();
        }
        argument.append(text, at, end + 1);
        tail = 0;
        at = end + 1;
    }

    private void quoted() {
        int i = at + 1;
        while (i < text.length()) {
            char c = text.charAt(i);
            if (c == '\'' && !text.startsWith("'", i + 1)) {
                at = i + 1;
                tail = 0;
                return;
            }
            if (c == '\\' && i + 1 < text.length()) {
                i = escape(i + 1);
            } else {
                argument.append(c);
                i += c == '\'' ? 2 : 1;
            }
        }
        throw unended();
    }

    private int escape(int from) {
        char c = text.charAt(from);
        boolean hex = c == 'x' && from + 1 < text.length() && Character.digit(text.charAt(from + 1), 16) >= 0;
        if (hex || c >= '0' && c <= '7') {
            int radix = hex ? 16 : 8;
            int first = hex ? from + 1 : from;
            int end = first;
            while (end < text.length()
                    && end < first + (hex ? 2 : 3)
                    && Character.digit(text.charAt(end), radix) >= 0) {
                end++;
            }
            argument.append((char) Integer.parseInt(text.substring(first, end), radix));
            return end;
        }
        int known = ESCAPES.indexOf(c);
        argument.append(known >= 0 && known % 2 == 0 ? ESCAPES.charAt(known + 1) : c);
        return from + 1;
    }

    private Problem unended() {
        return SqlProblem.at(span.at(at), "the quoted text that starts here does not end in its line", "", "close it");
    }
}
