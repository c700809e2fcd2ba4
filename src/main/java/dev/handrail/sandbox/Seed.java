package dev.handrail.sandbox;

import dev.handrail.problem.ExitCode;
import dev.handrail.problem.Position;
import dev.handrail.problem.Problem;
import dev.handrail.runbook.Input;
import dev.handrail.text.Quoting;
import dev.handrail.text.SqlText;
import dev.handrail.text.Statement;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What a database of the sandbox is filled with.
 *
 * @param files SQL, in the order in which it is run
 * @param inputs the runbook's, which the SQL may read: a size, the name of a tenant
 */
record Seed(List<Path> files, List<Input> inputs) {
    Seed {
        files = List.copyOf(files);
        inputs = List.copyOf(inputs);
    }

    /** PostgreSQL takes no other names of settings. */
    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

    /** Each input as a setting of the session: {@code months-ahead} is {@code current_setting('input.months_ahead')}. */
    List<Statement> settings() {
        return inputs.stream()
                .filter(input ->
                        input.value() != null && NAME.matcher(setting(input)).matches())
                .map(input -> Statement.ours("select set_config(" + Quoting.literal("input." + setting(input)) + ", "
                        + Quoting.literal(input.value()) + ", false)"))
                .toList();
    }

    private static String setting(Input input) {
        return input.name().replace('-', '_');
    }

    /**
     * The statements of a file, without those that control a transaction.
     *
     * @throws Problem exit 2 where the file is not UTF-8
     */
    static List<Statement> statements(Path file) throws IOException {
        String text;
        try {
            text = Files.readString(file);
        } catch (java.nio.charset.CharacterCodingException e) {
            throw new Problem(ExitCode.WRONG, "the file is not UTF-8 text", file.toString(), "", "save it as UTF-8", e);
        }
        return SqlText.of(text, new Position(file.toString(), 1, 1)).statements().stream()
                .filter(statement -> statement.nature() != Statement.Nature.CONTROLS_TRANSACTION)
                .toList();
    }
}
