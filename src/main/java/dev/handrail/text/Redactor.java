package dev.handrail.text;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Masks every secret it was told of, plain, URL-encoded or base64, wherever text leaves the program. */
public final class Redactor {
    private final Map<String, String> masks = new ConcurrentHashMap<>();
    private volatile List<String> longestFirst = List.of();

    /** From now on {@code secret}'s value is shown as its name. A blank value masks nothing. */
    public void learn(Secret secret) {
        String value = secret.reveal();
        if (value.isBlank()) {
            return;
        }
        String mask = secret.toString();
        byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
        masks.put(value, mask);
        masks.put(URLEncoder.encode(value, StandardCharsets.UTF_8), mask);
        masks.put(Base64.getEncoder().encodeToString(bytes), mask);
        masks.put(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes), mask);
        longestFirst = masks.keySet().stream()
                .sorted(Comparator.comparingInt(String::length).reversed())
                .toList();
    }

    public String redact(String text) {
        String shown = text;
        for (String value : longestFirst) {
            if (shown.contains(value)) {
                shown = shown.replace(value, masks.getOrDefault(value, "<secret>"));
            }
        }
        return shown;
    }
}
