package dev.handrail.target.backup;

import dev.handrail.runbook.EffectFailure;
import dev.handrail.runbook.Execution;
import dev.handrail.target.host.Call;
import dev.handrail.target.host.Child;
import dev.handrail.target.host.Output;
import dev.handrail.target.postgres.Address;
import dev.handrail.target.postgres.Login;
import dev.handrail.target.postgres.Place;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Runs PostgreSQL's programs for one effect, on the server that answered us. */
record Tools(Login login, Place server, Execution execution, ToolLog log) {
    /** The name of the programs' sessions, by which orphans of a run are found. */
    static String sessionName(Login login) {
        return login.named("tools");
    }

    /**
     * Runs one to its end.
     *
     * @param line takes every line it writes
     * @throws EffectFailure failed where it ends with another status than 0, cancelled on request
     */
    void run(PgProgram program, List<String> arguments, Consumer<String> line) {
        log.next();
        Output output = Output.lines(text -> {
            log.line(text);
            line.accept(text);
        });
        try (PasswordNote note =
                PasswordNote.in(execution.logs(), login.address().password())) {
            Child child = Child.start(
                    Call.of(program.argv(arguments).toArray(String[]::new)).with(environment(note)), output, output);
            cancelWith(child);
            int exit = child.await();
            if (execution.cancelled()) {
                throw EffectFailure.cancelled(execution.cancelReason());
            }
            if (exit != 0) {
                throw failed(program, exit);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw EffectFailure.cancelled("interrupted");
        }
    }

    private void cancelWith(Child child) throws InterruptedException {
        try {
            execution.onCancel(child::cancel);
        } catch (EffectFailure asked) {
            child.cancel();
            child.await();
            throw asked;
        }
    }

    /** An empty PGPASSWORD lets the file count, whatever handrail's own environment says. */
    private Map<String, String> environment(PasswordNote note) {
        return Map.of(
                "PGPASSFILE",
                note.file().toString(),
                "PGPASSWORD",
                "",
                "PGAPPNAME",
                sessionName(login),
                "LC_ALL",
                "C.UTF-8");
    }

    /** {@code --dbname} for the server that answered, so that a snapshot exported there is found. */
    String connection(String database) {
        Address address = login.address();
        Map<String, String> words = new TreeMap<>(address.said());
        words.put("host", server.host());
        words.put("port", String.valueOf(server.port()));
        words.put("user", address.user());
        words.put("dbname", database);
        return "--dbname="
                + words.entrySet().stream()
                        .map(e -> e.getKey() + "='"
                                + e.getValue().replace("\\", "\\\\").replace("'", "\\'") + "'")
                        .collect(Collectors.joining(" "));
    }

    List<String> role() {
        return login.role() == null ? List.of() : List.of("--role=" + login.role());
    }

    private EffectFailure failed(PgProgram program, int exit) {
        String complaints = log.complaints();
        return EffectFailure.failed(
                program.path().getFileName() + " ended with exit status " + exit,
                login.address().shown(),
                complaints.isEmpty() ? "it said nothing" : complaints,
                "see what it says above (all of it is in the run's logs), then resume");
    }
}
