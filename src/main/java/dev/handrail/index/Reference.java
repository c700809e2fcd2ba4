package dev.handrail.index;

import dev.handrail.problem.ExitCode;
import dev.handrail.problem.Problem;
import dev.handrail.text.Quoting;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What stands behind FOREIGN KEY: {@code (user_id) references users (id) on delete cascade}.
 *
 * @param to the table that is pointed at, as written
 * @param there its columns; empty: its primary key
 */
record Reference(List<String> columns, String to, List<String> there, boolean full) {
    private static final String NAME = "(?:\"(?:[^\"]|\"\")+\"|[\\p{L}_][\\p{L}\\p{N}_$]*)";
    private static final Pattern WRITTEN = Pattern.compile(
            "\\s*(\\([^()]+\\))\\s*references\\s+(" + NAME + "(?:\\s*\\.\\s*" + NAME + ")?)\\s*(\\([^()]+\\))?(.*)",
            Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    /** @throws Problem exit 2 where it is none */
    static Reference of(String text) {
        Matcher written = WRITTEN.matcher(text);
        if (!written.matches()) {
            throw new Problem(
                    ExitCode.WRONG,
                    "'" + text.strip() + "' does not say which columns point where",
                    "",
                    "",
                    "write what stands behind FOREIGN KEY: '(user_id) references users (id)'");
        }
        return new Reference(
                Wording.columns(written.group(1)),
                written.group(2),
                written.group(3) == null ? List.of() : Wording.columns(written.group(3)),
                written.group(4).toLowerCase(java.util.Locale.ROOT).contains("full"));
    }

    /** The condition for rows that point to nothing; empty where that can't be told so simply. */
    String lost(List<String> key) {
        List<String> target = there.isEmpty() ? key : there;
        if (full || target.size() != columns.size()) {
            return "";
        }
        List<String> set = new ArrayList<>();
        List<String> same = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            String column = "handrail_row." + Quoting.name(columns.get(i));
            set.add(column + " is not null");
            same.add("handrail_to." + Quoting.name(target.get(i)) + " = " + column);
        }
        return String.join(" and ", set) + " and not exists (select from " + to + " handrail_to where "
                + String.join(" and ", same) + ")";
    }
}
