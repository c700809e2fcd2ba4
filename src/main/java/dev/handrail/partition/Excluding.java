package dev.handrail.partition;

import dev.handrail.partition.Share.Stretch;
import dev.handrail.text.Quoting;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A check on the default partition that keeps out the rows of partitions to come. Once it is validated, PostgreSQL
 * attaches them without reading the default partition under a lock that keeps everybody out.
 *
 * @param name tells the same condition from others, so that it is known again after an interruption
 */
record Excluding(String name, String condition) {
    /** How the names of such checks begin. */
    static final String PREFIX = "handrail_coming_";
    /** How the names of checks begin on partitions that are filled before they are attached; the table's oid follows. */
    static final String FILLING = "handrail_filling_";

    static Excluding of(String column, List<Wanted> wanted) {
        String quoted = Quoting.name(column);
        List<Share> shares = joined(wanted.stream().map(Wanted::share).toList());
        String condition = shares.size() == 1
                ? shares.get(0).outside(quoted)
                : shares.stream().map(s -> "(" + s.outside(quoted) + ")").collect(Collectors.joining(" and "));
        return new Excluding(PREFIX + digest(condition), condition);
    }

    /** The name of the check on a partition that is filled before it is attached. */
    static String filling(long parent, String inside) {
        return FILLING + parent + "_" + digest(inside);
    }

    /** Stretches that follow each other are one: a check of many conditions would be judged for every row. */
    private static List<Share> joined(List<Share> shares) {
        List<Share> joined = new ArrayList<>();
        for (Share share : shares) {
            int last = joined.size() - 1;
            if (last >= 0
                    && share instanceof Stretch next
                    && joined.get(last) instanceof Stretch before
                    && before.to().equals(next.from())) {
                joined.set(last, new Stretch(before.from(), next.to()));
            } else {
                joined.add(share);
            }
        }
        return joined;
    }

    private static String digest(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, 5);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
