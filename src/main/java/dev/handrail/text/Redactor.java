package dev.handrail.text;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Masks every secret it was told of wherever text leaves the program: plain, URL-encoded, in base64 by itself or within
 * other text, as a JSON string has it, each longer line of one that has several, and what a cut leaves of it.
 */
public final class Redactor {
    /** A shorter line of a secret may well be no part of it elsewhere, e.g. a lone brace. */
    private static final int TELLING = 8;

    private final Map<String, String> masks = new ConcurrentHashMap<>();
    private volatile Pattern all = Pattern.compile("(?!)");

    /** From now on {@code secret}'s value is shown as its name. A blank value masks nothing. */
    public void learn(Secret secret) {
        String value = secret.reveal();
        if (value.isBlank()) {
            return;
        }
        String mask = secret.toString();
        byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
        String inUrl = URLEncoder.encode(value, StandardCharsets.UTF_8);
        masks.put(value, mask);
        masks.put(inUrl, mask);
        masks.put(inUrl.replace("+", "%20"), mask);
        masks.put(Base64.getEncoder().encodeToString(bytes), mask);
        masks.put(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes), mask);
        within(Base64.getEncoder(), bytes).forEach(part -> masks.put(part, mask));
        within(Base64.getUrlEncoder(), bytes).forEach(part -> masks.put(part, mask));
        masks.put(value.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n"), mask);
        value.lines()
                .map(String::strip)
                .filter(line -> line.length() >= TELLING)
                .forEach(line -> masks.put(line, mask));
        all = Pattern.compile(masks.keySet().stream()
                .sorted(Comparator.comparingInt(String::length).reversed())
                .map(Pattern::quote)
                .collect(Collectors.joining("|")));
    }

    /** What is to be seen of {@code bytes} in the base64 of a longer text, such as {@code user:password}. */
    private static List<String> within(Base64.Encoder encoder, byte[] bytes) {
        List<String> parts = new ArrayList<>();
        for (int before = 0; before < 3; before++) {
            byte[] text = new byte[before + bytes.length];
            System.arraycopy(bytes, 0, text, before, bytes.length);
            String part = encoder.encodeToString(text).substring((before * 8 + 5) / 6, text.length * 8 / 6);
            if (part.length() >= TELLING) {
                parts.add(part);
            }
        }
        return parts;
    }

    /** In one pass, so that no mask is masked again. */
    public String redact(String text) {
        if (masks.isEmpty()) {
            return text;
        }
        String whole = all.matcher(text)
                .replaceAll(found -> Matcher.quoteReplacement(masks.getOrDefault(found.group(), "<secret>")));
        return whole.indexOf(CutSecrets.CUT) < 0 ? whole : new CutSecrets(masks, whole).masked();
    }
}
