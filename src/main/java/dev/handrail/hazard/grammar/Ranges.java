package dev.handrail.hazard.grammar;

import dev.handrail.hazard.schema.Bound;
import dev.handrail.text.Token;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Whether a check proves that a table's rows fit a partition's range, or stay out of it. One column only. */
public final class Ranges {
    private Ranges() {}

    /** One comparison of a column with a constant. */
    private record Limit(String operator, String constant) {}

    /** What stands behind a partition's name: {@code FOR VALUES …} or {@code DEFAULT}. */
    public static Bound bound(Cursor cursor) {
        String text = cursor.text();
        if (cursor.take("default")) {
            return new Bound(null, null, "default");
        }
        cursor.take("for", "values");
        if (!cursor.take("from")) {
            return new Bound(null, null, text);
        }
        List<Cursor> from = cursor.inside().parts();
        cursor.take("to");
        List<Cursor> to = cursor.inside().parts();
        boolean one = from.size() == 1 && to.size() == 1;
        return one
                ? new Bound(constant(from.get(0).text()), constant(to.get(0).text()), text)
                : new Bound(null, null, text);
    }

    /** True where the condition keeps every row within the bound. */
    public static boolean within(String condition, String column, Bound bound) {
        List<Cursor> parts = Conditions.conjuncts(new Cursor(condition));
        return bound.from() != null
                && bound.to() != null
                && parts.stream().anyMatch(p -> above(limit(p, column), bound.from()))
                && parts.stream().anyMatch(p -> below(limit(p, column), bound.to()));
    }

    /** True where the condition keeps every row out of the bound. */
    public static boolean outside(String condition, String column, Bound bound) {
        return Conditions.conjuncts(new Cursor(condition)).stream()
                .anyMatch(part -> Conditions.split(part, "or").stream()
                        .allMatch(p -> bound.to() != null && above(limit(p, column), bound.to())
                                || bound.from() != null && below(limit(p, column), bound.from())));
    }

    /** The limit says: at or above the constant. */
    private static boolean above(@Nullable Limit limit, String least) {
        return limit != null
                && (limit.operator.equals(">=") || limit.operator.equals(">"))
                && compared(limit.constant, least) >= 0;
    }

    private static boolean below(@Nullable Limit limit, String end) {
        if (limit == null || !limit.operator.startsWith("<")) {
            return false;
        }
        int order = compared(limit.constant, end);
        return order != Integer.MIN_VALUE && (limit.operator.equals("<") ? order <= 0 : order < 0);
    }

    private static @Nullable Limit limit(Cursor part, String column) {
        Cursor copy = new Cursor(part.text());
        Token first = copy.next();
        if (first == null || !first.named() || !first.name().equals(column)) {
            return null;
        }
        StringBuilder operator = new StringBuilder();
        while (copy.at("<") || copy.at(">") || copy.at("=")) {
            Token sign = copy.next();
            operator.append(sign == null ? "" : sign.text());
        }
        return operator.isEmpty() ? null : new Limit(operator.toString(), constant(copy.text()));
    }

    /** A constant without its quotes and its type. */
    public static String constant(String text) {
        String bare = Conditions.peeled(text).replaceAll("::.*", "").strip();
        bare = Conditions.peeled(bare);
        return bare.replaceAll("^[a-z ]*'(.*)'$", "$1");
    }

    /** Integer.MIN_VALUE where the two can't be compared for sure. */
    private static int compared(String a, String b) {
        if (number(a) && number(b)) {
            return new BigDecimal(a).compareTo(new BigDecimal(b));
        }
        return date(a) && date(b) ? filled(a).compareTo(filled(b)) : Integer.MIN_VALUE;
    }

    private static boolean number(String text) {
        return text.matches("-?\\d{1,30}(\\.\\d{1,30})?");
    }

    private static boolean date(String text) {
        return text.matches("\\d{4}-\\d\\d-\\d\\d([ T]\\d\\d:\\d\\d(:\\d\\d)?([+-]00(:00)?)?)?");
    }

    private static String filled(String date) {
        String at = date.replace('T', ' ').replaceAll("[+-]00(:00)?$", "");
        return at + "0000-00-00 00:00:00".substring(at.length());
    }
}
