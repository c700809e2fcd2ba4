package dev.handrail.text;

import java.util.Set;
import java.util.regex.Pattern;

/** Whether a statement takes rows or objects away for good: DROP, TRUNCATE, UPDATE or DELETE without WHERE. */
final class Loss {
    private static final Set<String> WITH_ROWS = Set.of("with", "update", "delete", "copy", "insert");
    private static final Pattern DROPS = Pattern.compile(
            "(drop|truncate)\\b.*|alter (table|foreign table|materialized view|type|domain)\\b.*\\bdrop\\b.*");
    /** What ALTER … DROP takes away without losing rows: it can be made again. */
    private static final Pattern HARMLESS_DROP =
            Pattern.compile("\\bdrop (not null|default|constraint|identity|expression)\\b");
    /** Where an UPDATE or DELETE begins: at the start, in a parenthesis, or behind the last WITH query. */
    private static final Pattern CHANGING = Pattern.compile("(?:^|\\( ?|\\) ?)(update|delete from)\\b");

    private static final Pattern IN_CODE = Pattern.compile("\\b(drop|truncate)\\b");
    private static final Pattern CHANGING_IN_CODE = Pattern.compile("\\b(update|delete from)\\b[^;]*");

    private Loss() {}

    static boolean of(String words) {
        String first = Natures.word(words, 0);
        if (first.equals("do")) {
            return inCode(words);
        }
        if (DROPS.matcher(HARMLESS_DROP.matcher(words).replaceAll("")).matches()) {
            return true;
        }
        return WITH_ROWS.contains(first)
                && CHANGING.matcher(words).results().anyMatch(found -> everyRow(words, found.end()));
    }

    /** In the code of DO, which may also execute text, every word that can mean a loss is taken as one. */
    private static boolean inCode(String words) {
        return IN_CODE.matcher(words).find()
                || CHANGING_IN_CODE
                        .matcher(words)
                        .results()
                        .anyMatch(found -> !found.group().contains(" where "));
    }

    /** True where no WHERE follows on the same level: one in a sub-select bounds nothing. */
    private static boolean everyRow(String words, int from) {
        int depth = 0;
        for (int at = from; at < words.length(); at++) {
            char c = words.charAt(at);
            if (c == '(') {
                depth++;
            } else if (c == ')' && --depth < 0) {
                return true;
            } else if (depth == 0 && where(words, at)) {
                return false;
            }
        }
        return true;
    }

    private static boolean where(String words, int at) {
        return words.startsWith("where", at)
                && !Lexeme.wordPart(words.charAt(at - 1))
                && (at + 5 == words.length() || !Lexeme.wordPart(words.charAt(at + 5)));
    }
}
