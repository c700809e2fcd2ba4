package dev.handrail.settings;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds a password written out in a connection text: {@code scheme://user:pw@host}, {@code password=pw}. */
final class LiteralPassword {
    private static final Pattern IN_USER_INFO = Pattern.compile("^([a-z][a-z0-9+.-]*://[^/?#@:]*):([^/?#@]+)@");
    private static final Pattern IN_USER_INFO_LOOSE = Pattern.compile("^([a-z][a-z0-9+.-]*://[^/?#:@]*):(.+)@");
    private static final Pattern AS_PARAMETER =
            Pattern.compile("(?:^|[\\s?&])(?:ssl)?password\\s*=\\s*('(?:[^'\\\\]|\\\\.)*'|[^\\s&]*)");

    private LiteralPassword() {}

    /** True where {@code connect} holds a password. */
    static boolean in(String connect) {
        return userInfo(connect).isPresent() || AS_PARAMETER.matcher(connect).find();
    }

    /** The text with its password left out. */
    static String without(String connect) {
        String bare = userInfo(connect)
                .map(found -> found.group(1) + "@" + connect.substring(found.end()))
                .orElse(connect);
        return AS_PARAMETER.matcher(bare).replaceAll("").strip();
    }

    private static Optional<Matcher> userInfo(String connect) {
        Matcher strict = IN_USER_INFO.matcher(connect);
        if (strict.find()) {
            return Optional.of(strict);
        }
        // A password with an unescaped slash or at sign is wrong as a URL and still must not be repeated.
        Matcher loose = IN_USER_INFO_LOOSE.matcher(connect);
        return loose.find() ? Optional.of(loose) : Optional.empty();
    }
}
