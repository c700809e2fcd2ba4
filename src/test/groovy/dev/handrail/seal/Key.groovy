package dev.handrail.seal

import com.exceptionfactory.jagged.x25519.X25519KeyPairGenerator
import dev.handrail.text.Secret

/** An age key made for a spec. */
class Key {
    final Recipient recipient
    final String secret

    private Key(String recipient, String secret) {
        this.recipient = new Recipient(recipient)
        this.secret = secret
    }

    static Key made() {
        def pair = new X25519KeyPairGenerator().generateKeyPair()
        new Key(pair.public.toString(), pair.private.toString())
    }

    Identity getIdentity() {
        Identity.of(new Secret('backup-key', secret))
    }
}
