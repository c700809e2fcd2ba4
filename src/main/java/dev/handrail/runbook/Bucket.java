package dev.handrail.runbook;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A place in S3, as {@code s3://bucket/prefix}.
 *
 * @param prefix below which everything lies; empty, or without a slash at either end
 */
public record Bucket(String name, String prefix) {
    private static final Pattern URL = Pattern.compile("s3://([a-z0-9][a-z0-9.-]{1,61}[a-z0-9])(/.*)?");

    /** True where S3 is meant, rightly written or not. */
    public static boolean meant(String place) {
        return place.startsWith("s3:");
    }

    /** @throws IllegalArgumentException where it is not {@code s3://bucket} or {@code s3://bucket/prefix} */
    public static Bucket of(String place) {
        Matcher url = URL.matcher(place);
        if (!url.matches()) {
            throw new IllegalArgumentException("it is not written as s3://bucket/prefix");
        }
        String path = url.group(2) == null ? "" : url.group(2);
        if (path.contains("//") || path.contains("/../") || path.endsWith("/..")) {
            throw new IllegalArgumentException("its path has an empty or a '..' part");
        }
        return new Bucket(url.group(1), path.replaceAll("^/|/$", ""));
    }

    /** What lies below, e.g. the folder of one backup. */
    public Bucket below(String folder) {
        return new Bucket(name, key(folder));
    }

    /** The folder that this one lies in. */
    public Bucket above() {
        int last = prefix.lastIndexOf('/');
        return new Bucket(name, last < 0 ? "" : prefix.substring(0, last));
    }

    /** The last part of its path. */
    public String leaf() {
        return prefix.substring(prefix.lastIndexOf('/') + 1);
    }

    /** The whole key of what is called so below. */
    public String key(String path) {
        return prefix.isEmpty() ? path : prefix + "/" + path;
    }

    @Override
    public String toString() {
        return "s3://" + name + (prefix.isEmpty() ? "" : "/" + prefix);
    }
}
