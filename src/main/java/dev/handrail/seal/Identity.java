package dev.handrail.seal;

import com.exceptionfactory.jagged.RecipientStanzaReader;
import com.exceptionfactory.jagged.x25519.X25519RecipientStanzaReaderFactory;
import dev.handrail.problem.ExitCode;
import dev.handrail.problem.Problem;
import dev.handrail.text.Secret;
import java.security.GeneralSecurityException;
import java.util.List;

/** Who can open what is encrypted: the secret keys of an identity file as {@code age-keygen} writes it. */
public final class Identity {
    private static final String START = "AGE-SECRET-KEY-1";

    private final Secret keys;
    private final List<RecipientStanzaReader> readers;

    private Identity(Secret keys, List<RecipientStanzaReader> readers) {
        this.keys = keys;
        this.readers = readers;
    }

    /** @throws Problem exit 2 where the secret holds no such key; its text is in no message */
    public static Identity of(Secret secret) {
        List<String> lines = secret.reveal()
                .lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                .toList();
        if (lines.isEmpty()) {
            throw none(secret.name());
        }
        return new Identity(
                new Secret(secret.name(), String.join("\n", lines) + "\n"),
                lines.stream().map(line -> reader(line, secret.name())).toList());
    }

    private static RecipientStanzaReader reader(String line, String name) {
        try {
            if (line.startsWith(START)) {
                return X25519RecipientStanzaReaderFactory.newRecipientStanzaReader(line);
            }
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            // told below, without what the library says: it may hold the key
        }
        throw none(name);
    }

    private static Problem none(String name) {
        return new Problem(
                ExitCode.WRONG,
                "the secret " + name + " is no age identity",
                "",
                "it has to hold a line that begins with " + START + ", as age-keygen writes it",
                "bind it to the identity file in handrail.yml: secrets: { " + name + ": \"file:/etc/handrail/" + name
                        + "\" }");
    }

    /** The secret's name. */
    public String name() {
        return keys.name();
    }

    /** The keys alone, a line each: an identity file that the age program reads. */
    public Secret keys() {
        return keys;
    }

    List<RecipientStanzaReader> readers() {
        return readers;
    }
}
