package dev.handrail.target.backup;

import dev.handrail.problem.Problem;
import dev.handrail.runbook.Clients;
import dev.handrail.runbook.EffectFailure;
import dev.handrail.runbook.Execution;
import dev.handrail.target.host.Call;
import dev.handrail.target.host.Child;
import dev.handrail.target.host.Output;
import dev.handrail.target.host.PgProgram;
import dev.handrail.target.postgres.Address;
import dev.handrail.target.postgres.Login;
import dev.handrail.target.postgres.Place;
import dev.handrail.text.Quoting;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;

/**
 * Runs PostgreSQL's programs for one effect, on the server that answered us.
 *
 * @param major the server's version
 */
record Tools(Login login, Place server, int major, Execution execution, ToolLog log) {
    private static final int SIGNALLED = 128;

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
        run(program, arguments, line, exit -> exit == 0);
    }

    /**
     * Runs pg_restore into a database. It stops at the first error, but where its own first setting is one: then any
     * other is a failure in the end.
     *
     * @param more arguments beside those of every restore
     * @throws EffectFailure as {@link #run}
     */
    void restore(PgProgram program, String database, Path archive, int jobs, List<String> more, Consumer<String> line) {
        List<String> arguments = new ArrayList<>(List.of("--jobs=" + Math.max(1, jobs), "--no-password", "--verbose"));
        arguments.addAll(more);
        arguments.addAll(role());
        arguments.add(connection(database));
        arguments.add(archive.toString());
        if (program.major() <= Clients.newestFor(major)) {
            arguments.add(0, "--exit-on-error");
            run(program, arguments, line);
            return;
        }
        execution.said("pg_restore " + program.major() + " begins with a setting that PostgreSQL " + major
                + " does not know: it complains of that, which does no harm, and goes on");
        Complaints complaints = new Complaints();
        run(
                program,
                arguments,
                line.andThen(complaints),
                exit -> exit == 0 || exit == 1 && complaints.onlyOfTheSetting());
    }

    private void run(PgProgram program, List<String> arguments, Consumer<String> line, IntPredicate good) {
        log.next();
        Output output = Output.lines(text -> {
            log.line(text);
            line.accept(text);
        });
        try (Notes notes = Notes.in(execution.logs(), login.address())) {
            Child child = Child.start(
                    Call.of(program.argv(arguments).toArray(String[]::new)).with(environment(notes)), output, output);
            cancelWith(child);
            int exit = child.await();
            if (!good.test(exit) || execution.cancelled()) {
                endSessions();
            }
            if (execution.cancelled()) {
                throw EffectFailure.cancelled(execution.cancelReason());
            }
            if (!good.test(exit)) {
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
            endSessions();
            throw asked;
        }
    }

    /** A server goes on working for a program that was killed until it has something to say to it. */
    private void endSessions() {
        try {
            Orphaned.end(login);
        } catch (Problem e) {
            // the server is not there: nor are they
        }
    }

    private Map<String, String> environment(Notes notes) {
        Map<String, String> all = new TreeMap<>(notes.environment());
        all.put("PGAPPNAME", sessionName(login));
        all.put("LC_ALL", "C.UTF-8");
        return all;
    }

    /** {@code --dbname} for the server that answered, so that a snapshot exported there is found. */
    String connection(String database) {
        Address address = login.address();
        Map<String, String> words = new TreeMap<>(address.said());
        words.put("host", server.host());
        words.put("port", String.valueOf(server.port()));
        words.put("user", address.user());
        words.put("dbname", database);
        if (Notes.keyed(address)) {
            words.put("service", Notes.SERVICE);
        }
        return "--dbname="
                + words.entrySet().stream()
                        .map(e -> e.getKey() + "='"
                                + e.getValue().replace("\\", "\\\\").replace("'", "\\'") + "'")
                        .collect(Collectors.joining(" "));
    }

    /** The same for psql, which knows no option for it. */
    List<String> setRole() {
        return login.role() == null ? List.of() : List.of("--command=set role " + Quoting.identifier(login.role()));
    }

    List<String> role() {
        return login.role() == null ? List.of() : List.of("--role=" + login.role());
    }

    private EffectFailure failed(PgProgram program, int exit) {
        String complaints = log.complaints();
        String end = exit > SIGNALLED ? "was killed by signal " + (exit - SIGNALLED) : "ended with exit status " + exit;
        return EffectFailure.failed(
                program.path().getFileName() + " " + end,
                login.address().shown(),
                complaints.isEmpty() ? "it said nothing" : complaints,
                "see what it says above (all of it is in the run's logs), then resume");
    }
}
