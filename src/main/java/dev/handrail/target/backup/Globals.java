package dev.handrail.target.backup;

import dev.handrail.runbook.EffectFailure;
import dev.handrail.target.host.PgProgram;
import dev.handrail.target.postgres.Maintenance;
import dev.handrail.text.OwnFile;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/** Roles and tablespaces of a whole server, with the hashes of passwords, as one SQL file beside a dump. */
record Globals(Path folder) {
    private static final String NAME = "globals.sql";
    private static final String TRAILER = "-- PostgreSQL database cluster dump complete";
    private static final int TAIL = 1024;

    Path file() {
        return folder.resolve(NAME);
    }

    void dump(Tools tools, PgProgram program) {
        try {
            OwnFile.open(file(), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)
                    .close();
        } catch (IOException e) {
            throw Folders.failed("can't be made", file(), e);
        }
        List<String> arguments = new ArrayList<>(
                List.of("--globals-only", "--no-password", "--file=" + file(), "--database=" + Maintenance.DATABASE));
        arguments.addAll(tools.role());
        arguments.add(tools.connection(Maintenance.DATABASE));
        tools.run(program, arguments, line -> {});
    }

    /** @throws EffectFailure where it does not end as pg_dumpall ends a whole one */
    void mustBeWhole() {
        try (RandomAccessFile in = new RandomAccessFile(file().toFile(), "r")) {
            byte[] tail = new byte[(int) Math.min(TAIL, in.length())];
            in.seek(in.length() - tail.length);
            in.readFully(tail);
            if (!new String(tail, StandardCharsets.UTF_8).contains(TRAILER)) {
                throw EffectFailure.failed(
                        "what pg_dumpall wrote has no end",
                        file().toString(),
                        "its last line, '" + TRAILER + "', is missing",
                        "see whether the disk is full, then resume");
            }
        } catch (IOException e) {
            throw Folders.failed("can't be read back", file(), e);
        }
    }
}
