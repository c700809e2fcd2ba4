package dev.handrail.checklist;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The answer that a checklist expects of a query.
 *
 * @param code as the language writes it
 * @param sure false where it stands in for what somebody has to decide
 */
record Answer(String code, boolean sure) {
    private static final Pattern SPEAKS = Pattern.compile("(?i).*\\b(should|expected|must)\\b.*");
    private static final Pattern VALUE = Pattern.compile(
            "(?i).*\\b(?:should|must|expected)(?:\\s+(?:be|return|show))?\\s*:?\\s*(>=|<=|>|<|=)?\\s*'?([\\w.]+)'?\\)?\\s*:?$");
    private static final Pattern VERDICT = Pattern.compile("(?is).*'PASS'.*\\bend\\s+as\\s+(\\w+).*");
    private static final Pattern COUNTS = Pattern.compile("(?is).*\\bcount\\(\\*\\)\\s+as\\s+(\\w+)\\b.*\\bunion\\b.*");
    private static final Pattern ONE_COUNT =
            Pattern.compile("(?is)^\\s*select\\s+count\\s*\\([^)]*\\)[^,]*?\\sfrom\\b(?!.*\\b(union|group by)\\b).*");

    private static final String ABSENT = "(?i).*\\b(no|not|without|invalid|orphaned|problematic|duplicates?)\\b.*";

    static boolean speaks(String comment) {
        return SPEAKS.matcher(comment).matches();
    }

    /**
     * Sure only where the checklist says it.
     *
     * @param said what the checklist says in words; may be empty
     * @param title of the step: what ought not to be there is asked for as absent
     */
    static Answer said(String said, String title, String sql) {
        Matcher value = VALUE.matcher(said);
        Matcher verdict = VERDICT.matcher(sql);
        Matcher counts = COUNTS.matcher(sql);
        boolean one = ONE_COUNT.matcher(sql).matches();
        if (verdict.matches() && speaks(said)) {
            return new Answer("eachRow('" + verdict.group(1) + "', 'PASS')", true);
        }
        if (value.matches()) {
            String code = code(value.group(1), value.group(2));
            if (counts.matches() && code.matches("\\d+")) {
                return new Answer("eachRow('" + counts.group(1) + "', " + code + ")", true);
            }
            if (!sql.matches("(?is).*\\bunion\\b.*")
                    && !value.group(2).matches("(?i)(all|both|character|pass|the|a|no)")) {
                return new Answer(code, one || code.startsWith("'") || !code.matches("\\d+"));
            }
        }
        boolean absent = title.matches(ABSENT);
        return new Answer(one ? absent ? "0" : "atLeast(1)" : absent ? "none" : "some", false);
    }

    private static String code(@org.jspecify.annotations.Nullable String sign, String value) {
        if (!value.matches("\\d+(\\.\\d+)?")) {
            return Clean.quoted(value);
        }
        return switch (sign == null ? "=" : sign) {
            case ">=" -> "atLeast(" + value + ")";
            case "<=" -> "atMost(" + value + ")";
            case ">" -> "above(" + value + ")";
            case "<" -> "below(" + value + ")";
            default -> value;
        };
    }
}
