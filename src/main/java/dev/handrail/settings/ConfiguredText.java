package dev.handrail.settings;

import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;

/** Texts of {@code handrail.yml} that could give a secret away: sources instead of secrets, URLs without passwords. */
final class ConfiguredText {
    private ConfiguredText() {}

    /** Where a secret is found; anything that is not a source is taken for the secret itself and refused. */
    static String source(Yaml value) {
        String written = value.text();
        SecretSource source = SecretSource.parse(written)
                .orElseThrow(() -> value.wrong(
                        "a secret can't be written here itself, only where it is found",
                        "use " + SecretSource.FORMS + ", e.g. env:API_TOKEN"));
        return source instanceof SecretSource.FromFile file ? "file:" + beside(value, file.file()) : written.strip();
    }

    /** How a database is reached: as libpq takes it, or a source of that. */
    static String connect(Yaml value) {
        return checked(value, BindingUrls::database, "service=my_service", "password");
    }

    /** A URL, or a source of one. */
    static String url(Yaml value, Function<String, Optional<String>> judge, String example) {
        return checked(value, judge, example, example.startsWith("redis") ? "password" : "");
    }

    private static String checked(
            Yaml value, Function<String, Optional<String>> judge, String example, String passwordKey) {
        String written = value.text();
        if (SecretSource.parse(written).isPresent()) {
            return source(value);
        }
        if (LiteralPassword.in(written)) {
            throw value.wrong("a password can't be written into this file", instead(written, passwordKey));
        }
        judge.apply(written).ifPresent(mistake -> {
            throw value.wrong(mistake, "write e.g. " + example);
        });
        return written;
    }

    private static String instead(String written, String passwordKey) {
        String bare = LiteralPassword.without(written);
        return passwordKey.isEmpty()
                ? "keep the password in an environment variable and give the whole address: env:NAME"
                : "write { " + (bare.contains("redis") ? "url" : "connect") + ": \"" + bare + "\", " + passwordKey
                        + ": \"env:NAME\" }";
    }

    /** A relative path is meant from the folder of the file that names it. */
    private static Path beside(Yaml value, Path file) {
        return Path.of(value.position().file())
                .toAbsolutePath()
                .resolveSibling(file)
                .normalize();
    }
}
