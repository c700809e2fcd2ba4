package dev.handrail.sandbox;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** One of the sandbox's two servers: starts detached, keeps its data, is found again by later commands. */
sealed interface Server permits PostgresServer, RedisServer {
    String name();

    Path log();

    /** The server, where it runs and answers. */
    Optional<Running> running();

    /** Starts it where it does not run, its data made where there is none; returns when it answers. */
    Running start() throws IOException;

    /** Ends it cleanly; nothing to do where it does not run. */
    void stop() throws IOException;
}
