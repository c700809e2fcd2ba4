package dev.handrail.dsl.meaning;

import dev.handrail.problem.Problem;
import dev.handrail.runbook.Check;
import dev.handrail.runbook.Expectation;
import dev.handrail.runbook.Question;
import dev.handrail.validate.RedisQuestion;
import dev.handrail.validate.Rows;
import dev.handrail.validate.SqlQuestion;
import dev.handrail.validate.Within;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** A count is always one row, and never below 0: what is expected of it can be such that it tells nothing. */
final class Counts {
    private static final Pattern ONE_COUNT = Pattern.compile(
            "(?is)^\\s*select\\s+count\\s*\\((?:[^()]|\\([^()]*\\))*\\)(?:\\s+as\\s+\\w+)?\\s+from\\b(?!.*\\b(group\\s+by|having|union|intersect|except|limit|offset)\\b).*");
    private static final Set<String> COUNTING =
            Set.of("count", "dbsize", "size", "clients", "strlen", "hlen", "llen", "scard", "zcard");

    private Counts() {}

    static boolean counts(Question question) {
        if (question instanceof RedisQuestion redis) {
            return COUNTING.contains(redis.command().toLowerCase(Locale.ROOT));
        }
        try {
            return question instanceof SqlQuestion
                    && ONE_COUNT.matcher(question.show()).matches();
        } catch (Problem unreadable) {
            return false; // which is told where the SQL is read
        }
    }

    /** True where nothing that is expected could ever fail. */
    static boolean holdsAlways(Check check) {
        return !check.expects().isEmpty() && check.expects().stream().allMatch(Counts::holdsAlways);
    }

    private static boolean holdsAlways(Expectation expected) {
        return expected instanceof Rows rows && rows.some() || expected instanceof Within within && open(within);
    }

    /** From 0 or below on, with no end. */
    private static boolean open(Within within) {
        Double from = within.from();
        return within.to() == null && from != null && (within.fromIncluded() ? from <= 0 : from < 0);
    }

    /** True where one of what is expected could never hold. */
    static boolean failsAlways(Check check) {
        return check.expects().stream().anyMatch(e -> e instanceof Rows rows && !rows.some());
    }
}
