package dev.handrail.sandbox;

import dev.handrail.problem.ExitCode;
import dev.handrail.problem.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/** PostgreSQL's data folder: made under another name and renamed when it is whole, never replaced after that. */
record PostgresData(Place place, Ledger ledger, Binaries binaries, Consumer<String> progress) {
    private static final Duration INITDB = Duration.ofMinutes(3);

    void make() throws IOException {
        if (!Files.isDirectory(binaries.postgres())) {
            progress.accept("unpacking PostgreSQL");
            binaries.unpackPostgres();
        }
        Path folder = place.makeData(PostgresServer.NAME);
        Path password = place.password(PostgresServer.NAME);
        Path data = folder.resolve("data");
        if (abandoned(data, password)) {
            new Removal(place).data(data);
        }
        if (!Files.isDirectory(data)) {
            initialise(folder, Passwords.made(password));
        } else if (!Files.exists(password)) {
            throw new Problem(
                    ExitCode.UNREACHABLE,
                    "the sandbox's password is gone",
                    password.toString(),
                    "its databases can't be opened without it",
                    "start with new ones: handrail sandbox reset");
        }
    }

    /** Left by a home that was deleted: this one never gave anything out of it, and nobody knows its password. */
    private boolean abandoned(Path data, Path password) {
        return Files.isDirectory(data)
                && !Files.exists(password)
                && ledger.all().isEmpty();
    }

    private void initialise(Path folder, String password) throws IOException {
        progress.accept("making the sandbox's databases");
        Path fresh = folder.resolve("data.new");
        Path data = folder.resolve("data");
        Path handed = place.handOver("initdb.password", password + "\n");
        try {
            run("rm", "-rf", "--", fresh.toString());
            run(
                    binaries.postgres().resolve("bin/initdb").toString(),
                    "--pgdata=" + fresh,
                    "--username=" + PostgresServer.USER,
                    "--auth=scram-sha-256",
                    "--pwfile=" + handed,
                    "--encoding=UTF8",
                    "--locale=C.UTF-8",
                    "--no-instructions");
            run("mv", "-T", "--", fresh.toString(), data.toString());
        } finally {
            Files.deleteIfExists(handed);
        }
    }

    /** As the servers' user, to whom the folder belongs: as root we don't touch what another user could replace. */
    private void run(String... argv) throws IOException {
        new Launch(place.account())
                .run(Path.of(argv[0]).getFileName().toString(), place.log("initdb"), INITDB, List.of(argv));
    }
}
