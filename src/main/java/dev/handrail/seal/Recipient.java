package dev.handrail.seal;

import com.exceptionfactory.jagged.RecipientStanzaWriter;
import com.exceptionfactory.jagged.x25519.X25519RecipientStanzaWriterFactory;
import java.security.GeneralSecurityException;

/** To whom a file is encrypted: the public half of an age key, {@code age1…}. It is no secret. */
public record Recipient(String text) {
    private static final String START = "age1";

    /** @throws IllegalArgumentException where it is none; the message says why */
    public Recipient {
        if (text.startsWith("AGE-SECRET-KEY-")) {
            throw new IllegalArgumentException("this is the secret key, and belongs into no file of the project");
        }
        if (!text.startsWith(START)) {
            throw new IllegalArgumentException("it does not begin with " + START);
        }
        writer(text);
    }

    RecipientStanzaWriter writer() {
        return writer(text);
    }

    private static RecipientStanzaWriter writer(String text) {
        try {
            return X25519RecipientStanzaWriterFactory.newRecipientStanzaWriter(text);
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new IllegalArgumentException("its letters do not fit together: one is wrong or missing", e);
        }
    }

    @Override
    public String toString() {
        return text;
    }
}
