package dev.handrail.target.postgres;

import dev.handrail.problem.Position;
import dev.handrail.text.Lexeme;
import dev.handrail.text.Manner;
import dev.handrail.text.Statement;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.ServerErrorMessage;

/** The place in an author's file that an error is about, as far as the server tells. */
record Whereabouts(Statement statement, @Nullable ServerErrorMessage said, String message) {
    private static final Pattern COPIED = Pattern.compile("COPY .*, line (\\d+).*", Pattern.DOTALL);
    private static final Pattern IN_BLOCK =
            Pattern.compile("(?:.*\\n)?PL/pgSQL function inline_code_block line (\\d+) at .*", Pattern.DOTALL);

    String shown() {
        int offset = said == null ? 0 : said.getPosition();
        if (offset > 0) {
            return pointed(offset - 1);
        }
        Matcher row = COPIED.matcher(context());
        if (row.matches() && statement.manner() instanceof Manner.Fed fed) {
            int line = fed.rows().line() + Integer.parseInt(row.group(1)) - 1;
            return new Position(fed.rows().shown(), line, 0) + "\nof the rows for " + statement.position();
        }
        Matcher block = IN_BLOCK.matcher(context());
        return block.matches()
                ? inBlock(Integer.parseInt(block.group(1)))
                : statement.position().toString();
    }

    private String context() {
        return said == null || said.getWhere() == null ? "" : said.getWhere();
    }

    /** The place alone: where the server points, else where the statement starts. */
    Position place() {
        int offset = said == null ? 0 : said.getPosition();
        return offset == 0 ? statement.position() : place(offset - 1);
    }

    /** The text sent differs from the text written where a value is bound: then the column is not known. */
    private String pointed(int characters) {
        Position at = place(characters);
        return statement.values().isEmpty()
                ? at + "\n" + Quotation.of(statement.shown(), offset(characters), at.line())
                : at.toString();
    }

    private Position place(int characters) {
        if (!statement.values().isEmpty()) {
            String sent = statement.sql();
            Position at = statement.position().after(sent.substring(0, Math.min(characters, sent.length())));
            return new Position(at.file(), at.line(), 0);
        }
        return statement.at(offset(characters));
    }

    private int offset(int characters) {
        String text = statement.shown();
        return text.offsetByCodePoints(0, Math.min(characters, text.codePointCount(0, text.length())));
    }

    /** A line of the code of DO, which begins at its opening quote. */
    private String inBlock(int line) {
        String text = statement.shown();
        int at = 0;
        while (at < text.length()) {
            Lexeme lexeme = Lexeme.at(text, at);
            if (lexeme.kind() == Lexeme.Kind.LITERAL) {
                return blockLine(text, at, line);
            }
            at = lexeme.end() < 0 ? text.length() : lexeme.end();
        }
        return statement.position().toString();
    }

    private String blockLine(String text, int literal, int line) {
        int at = literal;
        for (int i = 1; i < line && at >= 0; i++) {
            at = text.indexOf('\n', at) + 1;
            if (at == 0) {
                return statement.position().toString();
            }
        }
        int first = at;
        while (line > 1 && first < text.length() && Lexeme.space(text.charAt(first))) {
            first++;
        }
        Position place = statement.at(first);
        return place + "\n" + Quotation.of(text, first, place.line());
    }
}
