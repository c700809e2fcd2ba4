package dev.handrail.shell.session;

import dev.handrail.problem.ExitCode;
import dev.handrail.problem.Problem;
import dev.handrail.text.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.HexFormat;

/** What is in a file, told by its digest. */
final class Contents {
    private Contents() {}

    /** @throws Problem exit 2 where it can't be read */
    static String digest(Path file) {
        MessageDigest digest = Sha256.fresh();
        try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
            in.transferTo(java.io.OutputStream.nullOutputStream());
            return HexFormat.of().formatHex(digest.digest());
        } catch (IOException e) {
            throw new Problem(
                    ExitCode.WRONG,
                    "the file can't be read",
                    file.toString(),
                    String.valueOf(e.getMessage()),
                    "mend its permissions");
        }
    }
}
