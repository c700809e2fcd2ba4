package dev.handrail.target.postgres;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads {@code postgresql://user:password@h1:5432,h2:5433/db?sslmode=verify-full} as libpq does. */
final class UriReader {
    private final String text;
    private final String origin;
    private final Map<String, String> words = new LinkedHashMap<>();

    UriReader(String text, String origin) {
        this.text = text;
        this.origin = origin;
    }

    Map<String, String> read() {
        String rest = text.substring(text.indexOf("://") + 3);
        int question = rest.indexOf('?');
        String query = question < 0 ? "" : rest.substring(question + 1);
        rest = question < 0 ? rest : rest.substring(0, question);
        int slash = rest.indexOf('/');
        String authority = slash < 0 ? rest : rest.substring(0, slash);
        if (slash >= 0) {
            words.put("dbname", decoded(rest.substring(slash + 1)));
        }
        int at = authority.lastIndexOf('@');
        if (at >= 0) {
            credentials(authority.substring(0, at));
        }
        hosts(authority.substring(at + 1));
        query(query);
        return words;
    }

    private void credentials(String text) {
        int colon = text.indexOf(':');
        words.put("user", decoded(colon < 0 ? text : text.substring(0, colon)));
        if (colon >= 0) {
            words.put("password", decoded(text.substring(colon + 1)));
        }
    }

    private void hosts(String text) {
        if (text.isEmpty()) {
            return;
        }
        List<String> hosts = new ArrayList<>();
        List<String> ports = new ArrayList<>();
        for (String one : text.split(",", -1)) {
            int end = one.startsWith("[") ? one.indexOf(']') : -1;
            if (one.startsWith("[") && end < 0) {
                throw Conninfo.refused("the address " + one + " has no closing ]", origin);
            }
            int colon = one.indexOf(':', Math.max(0, end));
            String host = colon < 0 ? one : one.substring(0, colon);
            hosts.add(decoded(end < 0 ? host : one.substring(1, end)));
            ports.add(colon < 0 ? "" : one.substring(colon + 1));
        }
        words.put("host", String.join(",", hosts));
        if (ports.stream().anyMatch(p -> !p.isEmpty())) {
            words.put("port", String.join(",", ports));
        }
    }

    private void query(String text) {
        if (text.isEmpty()) {
            return;
        }
        for (String pair : text.split("&")) {
            int equals = pair.indexOf('=');
            if (equals < 0) {
                throw Conninfo.refused("'" + pair + "' in the connection URI has no = and value", origin);
            }
            String word = decoded(pair.substring(0, equals));
            String value = decoded(pair.substring(equals + 1));
            if (word.equals("ssl") && value.equals("true")) {
                words.put("sslmode", "require");
            } else {
                words.put(word, value);
            }
        }
    }

    /** Percent escapes alone; a plus sign stays one, as in libpq. */
    private String decoded(String part) {
        byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
        byte[] plain = new byte[bytes.length];
        int length = 0;
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] == '%') {
                int high = i + 2 < bytes.length ? Character.digit(bytes[i + 1], 16) : -1;
                int low = i + 2 < bytes.length ? Character.digit(bytes[i + 2], 16) : -1;
                if (high < 0 || low < 0) {
                    throw Conninfo.refused(
                            "a % in the connection URI is not followed by two digits: write %25 for the sign itself",
                            origin);
                }
                plain[length++] = (byte) (high * 16 + low);
                i += 2;
            } else {
                plain[length++] = bytes[i];
            }
        }
        return new String(plain, 0, length, StandardCharsets.UTF_8);
    }
}
