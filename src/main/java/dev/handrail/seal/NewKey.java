package dev.handrail.seal;

import com.exceptionfactory.jagged.x25519.X25519KeyPairGenerator;
import java.security.KeyPair;
import java.security.NoSuchAlgorithmException;
import java.util.stream.Collectors;

/**
 * An age key that is made here.
 *
 * @param recipient its public half, {@code age1…}
 * @param file an identity file as {@code age-keygen} writes it, its secret half; for the one file that only its owner
 *     reads
 */
public record NewKey(Recipient recipient, String file) {
    private static final String PUBLIC = "# public key: ";

    public static NewKey made() {
        try {
            KeyPair pair = new X25519KeyPairGenerator().generateKeyPair();
            String recipient = pair.getPublic().toString();
            return new NewKey(new Recipient(recipient), PUBLIC + recipient + "\n" + pair.getPrivate() + "\n");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** @throws IllegalArgumentException where {@code file} does not name its public half */
    public static NewKey of(String file) {
        return file.lines()
                .filter(line -> line.startsWith(PUBLIC))
                .findFirst()
                .map(line -> new NewKey(new Recipient(line.substring(PUBLIC.length())), file))
                .orElseThrow(() -> new IllegalArgumentException("it names no public key"));
    }

    /** The secret half alone. */
    public String secret() {
        return file.lines().filter(line -> !line.startsWith("#")).collect(Collectors.joining("\n"));
    }

    @Override
    public String toString() {
        return "the key of " + recipient;
    }
}
