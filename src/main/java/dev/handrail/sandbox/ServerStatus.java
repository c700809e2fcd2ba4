package dev.handrail.sandbox;

import java.nio.file.Path;

/**
 * One of the sandbox's servers.
 *
 * @param port 0: it does not run
 * @param pid 0: it does not run
 * @param user who it runs as
 */
public record ServerStatus(String name, int port, long pid, Path data, Path log, String user) {
    public boolean running() {
        return pid != 0;
    }
}
