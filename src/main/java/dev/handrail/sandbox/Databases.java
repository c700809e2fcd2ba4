package dev.handrail.sandbox;

import dev.handrail.problem.Position;
import dev.handrail.settings.Environment.DatabaseBinding;
import dev.handrail.target.postgres.Loading;
import dev.handrail.target.postgres.Login;
import dev.handrail.target.postgres.Resolver;
import dev.handrail.text.Quoting;
import dev.handrail.text.Redactor;
import dev.handrail.text.Secret;
import dev.handrail.text.SqlText;
import dev.handrail.text.Statement;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The databases of runbooks in the embedded PostgreSQL. One is filled under another name and gets its own when it is
 * whole, so that a load that failed halfway never counts; once it is recorded it is never made again, whatever a
 * runbook did to it.
 */
record Databases(Place place, Ledger ledger, Consumer<String> progress) {
    static final String KEY = "database.";
    private static final String MAINTENANCE = "postgres";
    private static final String UNFINISHED = "handrail_unfinished";

    /** The real name of a runbook's database, where it was made. */
    Optional<String> made(String runbook, String name) {
        return ledger.find(KEY + runbook + "/" + name);
    }

    /** Makes and fills it; under the sandbox's lock. */
    String make(String runbook, String name, Seed seed, Running server) throws IOException {
        Optional<String> made = made(runbook, name);
        if (made.isPresent()) {
            return made.get();
        }
        String real = DatabaseNames.free(runbook, name, ledger.all());
        try (Loading maintenance = open(MAINTENANCE, server)) {
            if (!maintenance.exists(real)) {
                maintenance.execute(sql("drop database if exists " + UNFINISHED + " with (force)"));
                maintenance.execute(sql("create database " + UNFINISHED + " template template0"));
                fill(real, seed, server);
                maintenance.execute(sql("alter database " + UNFINISHED + " rename to " + Quoting.identifier(real)));
            }
        }
        ledger.put(KEY + runbook + "/" + name, real);
        return real;
    }

    /** Drops every database of a runbook: the next time it is made anew; under the sandbox's lock. */
    void forget(String runbook, Running server) throws IOException {
        for (Map.Entry<String, String> given : ledger.all().entrySet()) {
            if (given.getKey().startsWith(KEY + runbook + "/")) {
                try (Loading maintenance = open(MAINTENANCE, server)) {
                    maintenance.execute(
                            sql("drop database if exists " + Quoting.identifier(given.getValue()) + " with (force)"));
                }
                ledger.remove(given.getKey());
            }
        }
    }

    /** Runs SQL of the author's in a database of a runbook, each statement committed by itself. */
    void execute(String real, String text, Running server) throws IOException {
        try (Loading loading = open(real, server)) {
            SqlText.of(text, Position.NOWHERE).statements().forEach(loading::execute);
        }
    }

    DatabaseBinding binding(String real, int port) {
        // Said in full, so that no PG* variable of the caller's can add to it.
        String connect =
                "host=127.0.0.1 port=" + port + " dbname=" + real + " user=" + PostgresServer.USER + " sslmode=disable";
        return new DatabaseBinding(connect, null, null, "file:" + place.password(PostgresServer.NAME), "the sandbox");
    }

    private void fill(String real, Seed seed, Running server) throws IOException {
        if (seed.files().isEmpty()) {
            return;
        }
        try (Loading loading = open(UNFINISHED, server)) {
            // A crash loses the whole unfinished database anyway.
            loading.execute(sql("set synchronous_commit = off"));
            seed.settings().forEach(loading::execute);
            for (Path file : seed.files()) {
                progress.accept("loading " + file.getFileName() + " into " + real);
                Seed.statements(file).forEach(loading::execute);
            }
        }
    }

    private Loading open(String database, Running server) throws IOException {
        DatabaseBinding binding = binding(database, server.port());
        Secret password = new Secret("password of the sandbox", Passwords.made(place.password(PostgresServer.NAME)));
        return Loading.open(Login.of(
                Resolver.ofProcess().resolve(binding.connect(), password, binding.origin()),
                null,
                null,
                "sandbox",
                new Redactor()));
    }

    private static Statement sql(String text) {
        return Statement.ours(text);
    }
}
