package dev.handrail.runbook;

import dev.handrail.text.Text;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * To whom a backup is encrypted.
 *
 * @param recipients age recipients, {@code age1…}
 * @param identity a secret that opens what is encrypted, to prove that it can be opened; null: it is not at hand
 */
public record Encryption(List<String> recipients, @Nullable Text identity) {
    public Encryption {
        recipients = List.copyOf(recipients);
    }

    List<String> show() {
        return List.of(
                "encrypt every file to " + String.join(", ", recipients) + ", remove what is not encrypted",
                identity == null
                        ? "hash every encrypted file again; it can't be opened here: no identity is given"
                        : "decrypt every file again with " + identity.show() + " and compare its hash");
    }
}
