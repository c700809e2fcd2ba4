package dev.handrail.text;

import java.util.Map;

/** What a cut leaves of a secret: its beginning before {@code …}, its end behind it. */
final class CutSecrets {
    static final char CUT = '…';

    /** Fewer characters tell little, and many words have them. */
    private static final int TELLING = 4;

    private final Map<String, String> masks;
    private final String text;
    private final StringBuilder masked = new StringBuilder();
    private int from;

    /** @param masks what each way of writing a secret is shown as */
    CutSecrets(Map<String, String> masks, String text) {
        this.masks = masks;
        this.text = text;
    }

    String masked() {
        for (int cut = text.indexOf(CUT); cut >= 0; cut = text.indexOf(CUT, cut + 1)) {
            mask(before(cut));
            int blank = blank(cut - 1) ? cut - 1 : cut;
            mask(before(blank));
            masked.append(text, from, Math.max(from, cut + 1));
            from = Math.max(from, cut + 1);
            mask(behind(cut + 1));
        }
        return masked.append(text, from, text.length()).toString();
    }

    private boolean blank(int at) {
        return at >= 0 && text.charAt(at) == ' ';
    }

    private void mask(Left left) {
        if (left.from() >= from && left.from() < left.to()) {
            masked.append(text, from, left.from()).append(left.mask());
            from = left.to();
        }
    }

    /** The longest beginning of a secret that ends at {@code end}. */
    private Left before(int end) {
        Left found = new Left(end, end, "");
        for (Map.Entry<String, String> one : masks.entrySet()) {
            String secret = one.getKey();
            int most = Math.min(secret.length() - 1, end - from);
            for (int length = most; length >= TELLING && length > end - found.from(); length--) {
                if (text.regionMatches(end - length, secret, 0, length)) {
                    found = new Left(end - length, end, one.getValue());
                }
            }
        }
        return new Left(Math.min(end, whole(found.from())), end, found.mask());
    }

    /** The longest end of a secret that starts at {@code start}. */
    private Left behind(int start) {
        Left found = new Left(start, start, "");
        for (Map.Entry<String, String> one : masks.entrySet()) {
            String secret = one.getKey();
            int most = Math.min(secret.length() - 1, text.length() - start);
            for (int length = most; length >= TELLING && length > found.to() - start; length--) {
                if (text.regionMatches(start, secret, secret.length() - length, length)) {
                    found = new Left(start, start + length, one.getValue());
                }
            }
        }
        return found;
    }

    /** Behind an escape of JSON that {@code start} stands in: half an escape would break the line. */
    private int whole(int start) {
        if (start >= 2 && text.charAt(start - 1) == 'u' && text.charAt(start - 2) == '\\') {
            return start + 4;
        }
        boolean escaped = start >= 1 && start < text.length() && text.charAt(start - 1) == '\\';
        return escaped ? start + (text.charAt(start) == 'u' ? 5 : 1) : start;
    }

    private record Left(int from, int to, String mask) {}
}
