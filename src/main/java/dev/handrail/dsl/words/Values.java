package dev.handrail.dsl.words;

import dev.handrail.dsl.mistake.Code;
import dev.handrail.dsl.tape.Call;
import dev.handrail.dsl.tape.Template;
import dev.handrail.text.Durations;
import dev.handrail.text.Text;
import java.time.Duration;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;

/** The values that may be used in every block. */
public interface Values {
    /** Where this language's words go. Not a word. */
    Block block();

    /** A secret that the environment binds. Goes into {@code env}, {@code input}, {@code header} and {@code json}. */
    @Word(value = "a secret that the environment binds", example = "secret('api-token')")
    default Late secret(CharSequence name) {
        return late("secret", new Text.Hidden(name.toString()));
    }

    /** What an earlier step captured: {@code result('schema/deploy', 'token')}. Known when the run is there. */
    @Word(value = "what an earlier step captured", example = "result('section/step', 'token')")
    default Late result(CharSequence step, CharSequence name) {
        return late("result", new Text.Captured(step.toString(), name.toString()));
    }

    /** The run's id. */
    @Word(value = "the run's id", example = "runId")
    default Late getRunId() {
        return late("", Text.RunFact.RUN_ID);
    }

    /** When the run started, ISO 8601 in UTC. */
    @Word(value = "when the run started", example = "startedAt")
    default Late getStartedAt() {
        return late("", Text.RunFact.STARTED_AT);
    }

    /** The connection URL of a declared database, password included: a secret, for {@code env}. */
    @Word(value = "the connection URL of a database, a secret", example = "env DATABASE_URL: url('main')")
    default Late url(CharSequence database) {
        return late("url", new Text.Address(database.toString()));
    }

    /** The same as JDBC wants it: {@code env FLYWAY_URL: jdbcUrl('main')}. */
    @Word(value = "the JDBC URL of a database, a secret", example = "env FLYWAY_URL: jdbcUrl('main')")
    default Late jdbcUrl(CharSequence database) {
        return late("jdbcUrl", new Text.Address(database.toString(), true));
    }

    /** A file beside the runbook, where SQL or a body is wanted. */
    @Word(value = "a file beside the runbook", example = "sql file('cleanup.sql')")
    default FileText file(CharSequence path) {
        return new FileText(block().value("file", path), block().recording());
    }

    /** The files that match, relative to the runbook, sorted as people count: {@code 2-x} before {@code 10-x}. */
    @Word(value = "the files that match, in order", example = "for (String path : filesLike('checks/*.sql')) { … }")
    default List<String> filesLike(CharSequence pattern) {
        return block().recording().together().matching(pattern.toString());
    }

    /** An id made of a file's name, without its folder and its ending: {@code 01-users}. */
    @Word(value = "an id made of a file's name", example = "step(idOf(path)) { … }")
    default String idOf(CharSequence path) {
        String name = path.toString();
        String bare = name.substring(name.lastIndexOf('/') + 1).replaceFirst("(?<=.)[.][^.]*$", "");
        return bare.replaceAll("[^A-Za-z0-9._-]+", "-").replaceFirst("^[^A-Za-z0-9]+", "");
    }

    /** A quoted identifier inside SQL: <code>"… ${name(table)} …"</code>. */
    @Word(value = "a quoted identifier inside SQL", example = "\"analyze ${name(table)}\"")
    default Late name(CharSequence identifier) {
        return quoted(block().value("name", identifier));
    }

    /** A quoted literal inside SQL, where PostgreSQL can't bind a parameter. */
    @Word(value = "a quoted literal inside SQL", example = "\"… default ${literal(value)}\"")
    default Late literal(CharSequence value) {
        return quoted(block().value("literal", value));
    }

    /** A length of time: {@code duration('15m')}. Units: ms, s, m, h, d. */
    @Word(value = "a length of time", example = "duration('15m')")
    default Duration duration(CharSequence written) {
        return Durations.parse(written.toString()).orElseGet(() -> {
            refuse(
                    "duration",
                    "'" + written + "' is no duration",
                    "write a number and a unit: '500ms' '30s' '5m' '2h' '7d'");
            return Duration.ofMinutes(1);
        });
    }

    /** A day: {@code date('2026-12-01')}. */
    @Word(value = "a day", example = "date('2026-12-01')")
    default LocalDate date(CharSequence written) {
        try {
            return LocalDate.parse(written);
        } catch (DateTimeParseException e) {
            refuse("date", "'" + written + "' is no date", "write year-month-day: '2026-12-01'");
            return LocalDate.EPOCH;
        }
    }

    private Late late(String word, Text.Part part) {
        Recording recording = block().recording();
        return new Late(
                new Template.Later(
                        part,
                        word.isEmpty() ? recording.here() : recording.site(word).word()),
                recording);
    }

    private Late quoted(Call call) {
        return new Late(call, block().recording());
    }

    private void refuse(String word, String what, String fix) {
        Recording recording = block().recording();
        recording.reporter().add(Code.BAD_VALUE, what, recording.site(word).argument(0), fix);
    }
}
