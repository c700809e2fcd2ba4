package dev.handrail.sandbox;

import dev.handrail.settings.PrivateFiles;
import dev.handrail.text.shell.Word;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Where a runbook's database or cache is found by other programs. No password is in it: libpq reads it from a file.
 *
 * @param target the runbook's and the declared name: {@code shop/main}
 * @param command opens it in psql or redis-cli, to be pasted into a shell
 */
public record SandboxUrl(String target, String url, String command) {
    static List<SandboxUrl> databases(Map<String, String> allotted, int port, Place place) throws IOException {
        Path passwords = passwordFile(place);
        List<SandboxUrl> urls = new ArrayList<>();
        allotted.forEach((key, name) -> {
            if (key.startsWith(Databases.KEY)) {
                String url = "postgresql://" + PostgresServer.USER + "@127.0.0.1:" + port + "/" + name
                        + "?sslmode=disable&passfile=" + encoded(passwords.toString());
                urls.add(new SandboxUrl(key.substring(Databases.KEY.length()), url, "psql " + Word.quoted(url)));
            }
        });
        return urls;
    }

    static List<SandboxUrl> caches(Map<String, String> allotted, int port, Place place) {
        String password = Word.quoted(place.password(RedisServer.NAME).toString());
        List<SandboxUrl> urls = new ArrayList<>();
        allotted.forEach((key, number) -> {
            if (key.startsWith(Caches.KEY)) {
                urls.add(new SandboxUrl(
                        key.substring(Caches.KEY.length()),
                        "redis://127.0.0.1:" + port + "/" + number,
                        "REDISCLI_AUTH=\"$(cat " + password + ")\" redis-cli -p " + port + " -n " + number));
            }
        });
        return urls;
    }

    /** As libpq's {@code passfile} wants it; made again whenever it is asked for, since the password may be new. */
    private static Path passwordFile(Place place) throws IOException {
        Path file = place.own().resolve("pgpass");
        String password = Files.readString(place.password(PostgresServer.NAME)).strip();
        PrivateFiles.write(file, "127.0.0.1:*:*:" + PostgresServer.USER + ":" + password + "\n");
        return file;
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("%2F", "/");
    }
}
