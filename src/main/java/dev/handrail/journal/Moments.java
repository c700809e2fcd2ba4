package dev.handrail.journal;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;

/** Moments as a journal has them: {@code 2026-12-01T01:30:00.250Z}. */
final class Moments {
    private static final String FORM = "dddd-dd-ddTdd:dd:dd.dddZ";

    private Moments() {}

    /**
     * As {@link Instant#parse} reads it. The usual form is read without that one's formatter, which would take as long
     * as all the rest of a record.
     *
     * @throws java.time.DateTimeException where it is no moment
     */
    static Instant read(String text) {
        if (!usual(text)) {
            return Instant.parse(text);
        }
        return LocalDateTime.of(
                        number(text, 0, 4),
                        number(text, 5, 7),
                        number(text, 8, 10),
                        number(text, 11, 13),
                        number(text, 14, 16),
                        number(text, 17, 19),
                        number(text, 20, 23) * 1_000_000)
                .toInstant(ZoneOffset.UTC);
    }

    /** As {@link Instant#toString} has it, for the same reason without its formatter; {@code at} is whole milliseconds. */
    static String show(Instant at) {
        LocalDateTime moment = LocalDateTime.ofEpochSecond(at.getEpochSecond(), at.getNano(), ZoneOffset.UTC);
        int millis = at.getNano() / 1_000_000;
        if (millis == 0 || moment.getYear() < 1000 || moment.getYear() > 9999) {
            return at.toString();
        }
        char[] text = FORM.toCharArray();
        put(text, 0, 4, moment.getYear());
        put(text, 5, 7, moment.getMonthValue());
        put(text, 8, 10, moment.getDayOfMonth());
        put(text, 11, 13, moment.getHour());
        put(text, 14, 16, moment.getMinute());
        put(text, 17, 19, moment.getSecond());
        put(text, 20, 23, millis);
        return new String(text);
    }

    private static void put(char[] text, int from, int to, int number) {
        int left = number;
        for (int at = to - 1; at >= from; at--) {
            text[at] = (char) ('0' + left % 10);
            left /= 10;
        }
    }

    private static boolean usual(String text) {
        if (text.length() != FORM.length()) {
            return false;
        }
        for (int at = 0; at < FORM.length(); at++) {
            char c = text.charAt(at);
            boolean fits = FORM.charAt(at) == 'd' ? c >= '0' && c <= '9' : c == FORM.charAt(at);
            if (!fits) {
                return false;
            }
        }
        return true;
    }

    private static int number(String text, int from, int to) {
        int number = 0;
        for (int at = from; at < to; at++) {
            number = 10 * number + text.charAt(at) - '0';
        }
        return number;
    }
}
