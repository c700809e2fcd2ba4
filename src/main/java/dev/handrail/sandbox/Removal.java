package dev.handrail.sandbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** Gives up data of servers that have ended; their programs stay. */
record Removal(Place place) {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    /** A folder of the servers' user, removed as that user: as root we don't walk what another user could replace. */
    void data(Path folder) throws IOException {
        run("rm", "-rf", "--", folder.toString());
    }

    /** Everything that the sandbox keeps for runbooks: the next start begins anew. */
    void all() throws IOException {
        for (String server : List.of(PostgresServer.NAME, RedisServer.NAME)) {
            if (Files.isDirectory(place.data(server))) {
                // The folder itself lies in one that is not the servers' user's.
                run("find", place.data(server).toString(), "-mindepth", "1", "-delete");
            }
            Files.deleteIfExists(place.password(server));
            Files.deleteIfExists(place.log(server));
        }
        Files.deleteIfExists(place.files().resolve(RedisServer.CONFIG));
        for (String file : List.of("allotted", "pgpass", "redis.pid")) {
            Files.deleteIfExists(place.own().resolve(file));
        }
    }

    private void run(String... argv) throws IOException {
        new Launch(place.account()).run(argv[0], place.log("initdb"), PATIENCE, List.of(argv));
    }
}
