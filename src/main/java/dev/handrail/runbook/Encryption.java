package dev.handrail.runbook;

import dev.handrail.text.Text;
import dev.handrail.text.Values;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * To whom a backup is encrypted.
 *
 * @param recipients age recipients, {@code age1…}
 * @param identity a secret that opens what is encrypted, to prove that it can be opened; null: it is not at hand
 * @param own the sandbox's own key, which stands in for every identity there; null: this is not the sandbox
 */
public record Encryption(
        List<String> recipients,
        @Nullable Text identity,
        @Nullable String own) {
    public Encryption {
        recipients = List.copyOf(recipients);
    }

    /** Outside of the sandbox. */
    public Encryption(List<String> recipients, @Nullable Text identity) {
        this(recipients, identity, null);
    }

    /** As it is planned: in the sandbox its own key opens it as well. */
    public Encryption in(Values values) {
        return new Encryption(recipients, identity, values.ownRecipient().orElse(null));
    }

    /** All who can open it. */
    public List<String> to() {
        return own == null
                ? recipients
                : Stream.concat(recipients.stream(), Stream.of(own)).toList();
    }

    List<String> show() {
        return List.of(
                "encrypt every file to " + String.join(", ", recipients)
                        + (own == null
                                ? ""
                                : " and to the sandbox's own key " + own + ", which stands in for identities")
                        + ", remove what is not encrypted",
                identity == null
                        ? "hash every encrypted file again; it can't be opened here: no identity is given"
                        : "decrypt every file again with " + identity.show() + " and compare its hash");
    }
}
