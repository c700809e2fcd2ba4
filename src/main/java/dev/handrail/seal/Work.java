package dev.handrail.seal;

import dev.handrail.json.Json;
import dev.handrail.text.Secret;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Files to encrypt, as one process hands them to another: on its standard input, where nobody else reads the key.
 *
 * @param identity what opens them, to prove each; null: each is read again as it is
 * @param files from what is there to what is made
 */
public record Work(List<String> recipients, @Nullable Secret identity, Map<String, String> files) {
    public String text() {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("recipients", recipients);
        if (identity != null) {
            all.put("name", identity.name());
            all.put("identity", identity.reveal());
        }
        all.put("files", files);
        return Json.write(all);
    }

    /** @throws IllegalArgumentException where it is none */
    public static Work of(String text) {
        Map<?, ?> all = (Map<?, ?>) Json.read(text);
        if (all == null) {
            throw new IllegalArgumentException("no work");
        }
        List<String> recipients = ((List<?>) all.get("recipients"))
                .stream().map(String.class::cast).toList();
        Map<String, String> files = new LinkedHashMap<>();
        ((Map<?, ?>) all.get("files")).forEach((from, to) -> files.put((String) from, (String) to));
        Secret identity =
                all.get("identity") == null ? null : new Secret((String) all.get("name"), (String) all.get("identity"));
        return new Work(recipients, identity, files);
    }
}
