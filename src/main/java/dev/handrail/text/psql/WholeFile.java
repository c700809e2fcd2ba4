package dev.handrail.text.psql;

import dev.handrail.text.Rows;
import dev.handrail.text.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.HexFormat;

/** A file that is nothing but rows. */
final class WholeFile {
    private WholeFile() {}

    static Rows rows(Source source) throws IOException {
        MessageDigest sha = Sha256.fresh();
        byte[] buffer = new byte[1 << 16];
        long length = 0;
        long lines = 0;
        try (InputStream in = source.open()) {
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                sha.update(buffer, 0, n);
                length += n;
                for (int i = 0; i < n; i++) {
                    lines += buffer[i] == '\n' ? 1 : 0;
                }
            }
        }
        String digest = HexFormat.of().formatHex(sha.digest());
        return new Rows(source.path(), source.shown(), 1, 0, length, lines, digest);
    }
}
