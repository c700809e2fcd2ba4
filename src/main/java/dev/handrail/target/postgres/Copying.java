package dev.handrail.target.postgres;

import dev.handrail.runbook.EffectFailure;
import dev.handrail.runbook.Execution;
import dev.handrail.runbook.Progress;
import dev.handrail.text.Rows;
import dev.handrail.text.Sha256;
import dev.handrail.text.Statement;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.sql.SQLException;
import java.util.HexFormat;
import org.postgresql.copy.CopyIn;

/** Sends the rows of a COPY as they are in their file; only those that were read with the runbook become rows. */
record Copying(Session session, Watch watch, Statement statement, Rows rows, Execution execution) {
    /** @return how many rows the server made of them */
    long feed() throws SQLException {
        CopyIn copy = session.connection().getCopyAPI().copyIn(statement.shown());
        try {
            String digest = send(copy);
            if (!digest.equals(rows.digest())) {
                throw changed("its rows are others now");
            }
            return copy.endCopy();
        } catch (IOException e) {
            throw changed(String.valueOf(e.getMessage()));
        } finally {
            if (copy.isActive()) {
                copy.cancelCopy();
            }
        }
    }

    private String send(CopyIn copy) throws IOException, SQLException {
        MessageDigest sha = Sha256.fresh();
        byte[] buffer = new byte[1 << 16];
        try (InputStream in = Files.newInputStream(Path.of(rows.file()))) {
            in.skipNBytes(rows.from());
            long left = rows.length();
            while (left > 0) {
                watch.mustGoOn();
                int n = in.read(buffer, 0, (int) Math.min(buffer.length, left));
                if (n < 0) {
                    throw new EOFException("it ends before its rows do");
                }
                sha.update(buffer, 0, n);
                copy.writeToCopy(buffer, 0, n);
                left -= n;
                execution.progress(new Progress(rows.length() - left, rows.length(), "bytes", rows.shown()));
            }
        }
        return HexFormat.of().formatHex(sha.digest());
    }

    private EffectFailure changed(String why) {
        return EffectFailure.failed(
                rows.shown() + " was changed since the runbook was read",
                statement.position().toString(),
                why + "\nNothing of it was taken.",
                "resume: it is read and planned again");
    }
}
