package dev.handrail.dsl.mistake;

import java.util.Locale;
import java.util.Optional;

/** Letters of other alphabets that look like those of a word. */
public final class Letters {
    private Letters() {}

    /** What is strange in a word: {@code its letter 2 is U+0430, cyrillic small letter a}; empty where nothing is. */
    public static Optional<String> strange(String word) {
        for (int i = 0; i < word.length(); i++) {
            int letter = word.codePointAt(i);
            if (letter > 0x7f && Character.isLetterOrDigit(letter)) {
                return Optional.of("its letter " + (i + 1) + " is "
                        + String.format(Locale.ROOT, "U+%04X, ", letter)
                        + Character.getName(letter).toLowerCase(Locale.ROOT));
            }
        }
        return Optional.empty();
    }
}
