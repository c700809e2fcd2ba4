package dev.handrail.target.backup;

import dev.handrail.text.Secret;
import dev.handrail.text.Text;
import dev.handrail.text.Values;

/** A secret that an effect names, fetched when it is needed. */
final class Named {
    private Named() {}

    static Secret secret(Text text, Values values) {
        String name = text.parts().stream()
                .filter(Text.Hidden.class::isInstance)
                .map(part -> ((Text.Hidden) part).name())
                .findFirst()
                .orElse("identity");
        return new Secret(name, text.resolve(values));
    }
}
