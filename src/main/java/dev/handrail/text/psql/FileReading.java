package dev.handrail.text.psql;

import dev.handrail.problem.Position;
import dev.handrail.text.Draft;
import dev.handrail.text.Lexeme;
import dev.handrail.text.Manner;
import dev.handrail.text.Quoting;
import dev.handrail.text.SqlProblem;
import dev.handrail.text.Statement;
import java.io.IOException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Reads one file as psql's main loop does: line by line, into the statements that it would send. */
final class FileReading {
    private final Session session;
    private final Source source;
    private final Lines lines;
    private final Conditions conditions = new Conditions();
    private final StringBuilder code = new StringBuilder();
    private final DumpEnd dumpEnd = new DumpEnd();
    private Draft draft = new Draft();
    private @Nullable Open open;
    /** Behind E'…': a quote on a later line goes on with it. */
    private boolean escapedBefore;

    private @Nullable Line last;
    private boolean over;

    FileReading(Session session, Source source, Lines lines) {
        this.session = session;
        this.source = source;
        this.lines = lines;
    }

    void read() throws IOException {
        for (Line line = lines.next(); line != null; line = lines.next()) {
            if (over) {
                session.trail().read(source, Trail.Kind.SKIPPED, lines.offset());
            } else {
                dumpEnd.line(line);
                lineBreak(line);
                scan(Span.of(line));
                told(draft.empty() ? Trail.Kind.BETWEEN : Trail.Kind.STATEMENT, lines.offset());
                last = line;
            }
        }
        end();
    }

    private void end() throws IOException {
        if (over) {
            return;
        }
        conditions.refuseUnended();
        if (open != null) {
            throw SqlProblem.unended(opening(open), false, open.start());
        }
        draft.refuseUnended();
        dumpEnd.refuseCut(new Position(source.shown(), lines.number(), 0));
        send(null);
        if (last != null) {
            told(Trail.Kind.BETWEEN, lines.offset());
        }
    }

    private static String opening(Open open) {
        return open.closing().equals(Open.ESCAPED) ? "'" : open.closing();
    }

    private void lineBreak(Line next) {
        if (last != null && conditions.active() && !draft.empty()) {
            Position end = last.at(last.text().length());
            boolean follows = last.number() + 1 == next.number();
            if (open != null) {
                draft.more("\n", end, follows);
                code.append('\n');
            } else {
                draft.take(Lexeme.Kind.SPACE, "\n", end, follows);
            }
        }
    }

    private void scan(Span span) throws IOException {
        int at = 0;
        while (at < span.text().length() && !over) {
            at = open != null ? resumed(span, at) : step(span, at);
        }
        if (over && span.line() != null) {
            told(Trail.Kind.SKIPPED, lines.offset());
        }
    }

    private int resumed(Span span, int at) {
        Open now = Objects.requireNonNull(open);
        int end = now.end(span.text(), at);
        int to = end < 0 ? span.text().length() : end;
        if (conditions.active()) {
            String piece = span.text().substring(at, to);
            draft.more(piece, span.at(at), span.asWritten());
            code.append(piece);
        }
        if (end < 0) {
            open = now.after(span.text(), at);
        } else {
            open = null;
            escapedBefore = now.closing().equals(Open.ESCAPED);
            closed(now);
        }
        return to;
    }

    private void closed(Open was) {
        if (conditions.active() && was.kind() == Lexeme.Kind.LITERAL && draft.isDo()) {
            draft.code(code.toString());
        }
        code.setLength(0);
    }

    private int step(Span span, int at) throws IOException {
        String text = span.text();
        char c = text.charAt(at);
        if (c == '\\') {
            return backslash(span, at);
        }
        if (c == '\'' && escapedBefore) {
            return continued(span, at);
        }
        if (c == ':') {
            return colon(span, at);
        }
        Lexeme lexeme = Lexeme.at(text, at);
        boolean comment = lexeme.kind() == Lexeme.Kind.COMMENT;
        escapedBefore &= lexeme.kind() == Lexeme.Kind.SPACE || comment && c == '-';
        if (lexeme.end() < 0) {
            opened(Open.at(text, at, span.at(at)), span, at);
            return text.length();
        }
        escapedBefore |= lexeme.kind() == Lexeme.Kind.LITERAL && (c == 'e' || c == 'E');
        if (lexeme.kind() == Lexeme.Kind.SEMICOLON && !draft.nested()) {
            semicolon(span, lexeme.end());
        } else {
            take(lexeme.kind(), span, at, lexeme.end());
        }
        return lexeme.end();
    }

    /** A literal goes on with its backslashes where blanks with a line break stood between. */
    private int continued(Span span, int at) {
        escapedBefore = false;
        opened(new Open(Lexeme.Kind.LITERAL, Open.ESCAPED, 0, span.at(at)), span, at, at + 1);
        return at + 1;
    }

    private void opened(Open what, Span span, int at) {
        opened(what, span, at, span.text().length());
    }

    private void opened(Open what, Span span, int at, int to) {
        open = what;
        if (conditions.active()) {
            String piece = span.text().substring(at, to);
            tellStart(span, at);
            draft.open(what.kind(), piece, span.at(at), span.asWritten());
            code.append(piece);
        }
    }

    private int colon(Span span, int at) throws IOException {
        String text = span.text();
        escapedBefore = false;
        boolean sign = text.startsWith("::", at) || text.startsWith(":=", at);
        Reference reference = sign ? null : Reference.at(text, at);
        if (reference == null || !conditions.active() || !insert(span, at, reference)) {
            boolean whole = reference != null && reference.kind() != Reference.Kind.PLAIN && conditions.active();
            int end = sign ? at + 2 : whole ? reference.end() : at + 1;
            take(Lexeme.Kind.OTHER, span, at, end);
            return end;
        }
        return reference.end();
    }

    /** False where there is no such variable: then the text stays as it is. */
    private boolean insert(Span span, int at, Reference reference) throws IOException {
        Position here = span.at(at);
        Value value = session.variables().get(reference.name(), here);
        if (reference.kind() == Reference.Kind.TEST) {
            String word = value == null ? "FALSE" : "TRUE";
            tellStart(span, at);
            draft.insert(word, word, here);
            return true;
        }
        if (value == null || span.within(reference.name())) {
            return false;
        }
        tellStart(span, at);
        switch (reference.kind()) {
            case LITERAL -> draft.insert(Inserted.literal(value.text()), "''", here);
            case NAME -> draft.insert(Quoting.identifier(value.text()), "\"\"", here);
            default -> {
                mustBeRaw(reference.name(), value, here);
                scan(span.value(reference.name(), value.text(), at));
            }
        }
        return true;
    }

    private static void mustBeRaw(String name, Value value, Position here) {
        if (!value.mayBeRaw()) {
            throw SqlProblem.at(
                    here,
                    "the value of " + name + " is given from outside, and is no number and no plain name",
                    ":" + name + " would make it a part of the SQL",
                    "write :'" + name + "' for a literal, :\"" + name + "\" for a quoted name");
        }
    }

    private void take(Lexeme.Kind kind, Span span, int at, int end) {
        if (conditions.active()) {
            boolean blank = kind == Lexeme.Kind.SPACE || kind == Lexeme.Kind.COMMENT;
            if (!blank) {
                tellStart(span, at);
            }
            if (kind == Lexeme.Kind.COMMENT) {
                session.comment(span.text().substring(at, end), span.at(at));
            }
            draft.take(kind, span.text().substring(at, end), span.at(at), span.asWritten());
        }
    }

    private void semicolon(Span span, int end) throws IOException {
        if (conditions.active()) {
            if (span.line() != null) {
                told(
                        draft.empty() ? Trail.Kind.BETWEEN : Trail.Kind.STATEMENT,
                        span.line().byteAt(end));
            }
            send(span);
        }
    }

    private int backslash(Span span, int at) throws IOException {
        String text = span.text();
        escapedBefore = false;
        boolean semicolon = text.startsWith("\\;", at);
        if (semicolon || text.startsWith("\\:", at)) {
            if (conditions.active() && semicolon) {
                tellStart(span, at);
                draft.alsoSent(span.at(at));
            } else if (conditions.active()) {
                draft.insert(":", ":", span.at(at));
            }
            return at + 2;
        }
        if (span.line() == null) {
            throw SqlProblem.at(
                    span.at(at),
                    "the value of " + span.name() + " has a command of psql's in it",
                    "",
                    "write the command into the file");
        }
        told(
                draft.empty() ? Trail.Kind.BETWEEN : Trail.Kind.STATEMENT,
                span.line().byteAt(at));
        int end = new Commands(this, session, span, at).run();
        told(
                Trail.Kind.COMMAND,
                end == text.length() && lines.number() == span.line().number()
                        ? lines.offset()
                        : span.line().byteAt(end));
        return end;
    }

    /** Ends the statement that is being read and sends it, as a semicolon does. */
    private void send(@Nullable Span span) throws IOException {
        Statement statement = finished(span == null || span.line() != null);
        if (statement != null) {
            session.add(statement);
        }
    }

    /**
     * Ends the statement that is being read; null where there is none.
     *
     * @param rows whether rows may follow in the next lines
     */
    @Nullable
    Statement finished(boolean rows) throws IOException {
        Draft ended = draft;
        draft = new Draft();
        escapedBefore = false;
        Statement statement = new Ended(ended, lines).statement(rows);
        if (statement != null && statement.manner() instanceof Manner.Fed fed) {
            told(Trail.Kind.BETWEEN, fed.rows().from());
            session.trail().read(source, Trail.Kind.ROWS, lines.offset());
        }
        return statement;
    }

    Conditions conditions() {
        return conditions;
    }

    Lines lines() {
        return lines;
    }

    Source source() {
        return source;
    }

    /** Nothing more of this file is read. */
    void stop() {
        over = true;
        draft = new Draft();
    }

    private void tellStart(Span span, int at) {
        if (draft.empty() && span.line() != null) {
            told(Trail.Kind.BETWEEN, span.line().byteAt(at));
        }
    }

    private void told(Trail.Kind kind, long to) {
        session.trail().read(source, conditions.active() || kind == Trail.Kind.COMMAND ? kind : Trail.Kind.SKIPPED, to);
    }
}
