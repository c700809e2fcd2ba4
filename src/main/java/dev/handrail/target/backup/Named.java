package dev.handrail.target.backup;

import dev.handrail.text.Secret;
import dev.handrail.text.Text;
import dev.handrail.text.Values;

/** The secret that an effect names to open what is encrypted, fetched when it is needed. */
final class Named {
    private Named() {}

    /** @throws IllegalArgumentException where the text is no secret alone, which no runbook that was read has */
    static Secret identity(Text text, Values values) {
        if (text.parts().size() == 1 && text.parts().get(0) instanceof Text.Hidden secret) {
            return values.identity(secret.name());
        }
        throw new IllegalArgumentException("no secret: " + text.show());
    }
}
