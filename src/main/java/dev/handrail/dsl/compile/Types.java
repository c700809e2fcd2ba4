package dev.handrail.dsl.compile;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The types that a runbook may name: numbers, text, collections, java.time and what reports a failure. */
final class Types {
    private static final Map<String, String> ALLOWED = new TreeMap<>();

    static {
        allow(
                "java.lang",
                "Object String CharSequence StringBuilder Integer Long Short Byte Double Float Number Boolean"
                        + " Character Math Iterable Comparable IllegalArgumentException IllegalStateException RuntimeException");
        allow("java.math", "BigDecimal BigInteger RoundingMode");
        allow(
                "java.util",
                "List ArrayList Map LinkedHashMap HashMap TreeMap Set LinkedHashSet HashSet TreeSet Collection"
                        + " Collections Iterator SortedMap SortedSet Locale Comparator");
        allow("java.util.regex", "Pattern Matcher");
        allow("groovy.lang", "Closure GString Range IntRange");
        allow(
                "java.time",
                "DayOfWeek Duration Instant LocalDate LocalDateTime LocalTime Month MonthDay OffsetDateTime"
                        + " Period Year YearMonth ZoneId ZoneOffset ZonedDateTime");
        allow("java.time.format", "DateTimeFormatter TextStyle");
        allow("java.time.temporal", "ChronoField ChronoUnit TemporalAdjusters WeekFields");
    }

    private static final Set<String> FULL = Set.copyOf(ALLOWED.values());
    private static final Set<String> PRIMITIVE =
            Set.of("int", "long", "short", "byte", "double", "float", "boolean", "char", "void");
    /** What reads a clock, draws lots or asks the machine: the same file would say something else each time. */
    private static final Set<String> NEVER = Set.of(
            "now",
            "random",
            "systemDefault",
            "shuffle",
            "shuffled",
            "getDefault",
            "setDefault",
            "getInteger",
            "getLong",
            "getBoolean",
            "identityHashCode");

    private Types() {}

    private static void allow(String folder, String names) {
        Stream.of(names.split(" ")).forEach(n -> ALLOWED.put(n, folder + "." + n));
    }

    /** True for a type as it may be written: by its simple name, or in full. */
    static boolean written(String name) {
        return PRIMITIVE.contains(name) || ALLOWED.containsKey(name) || FULL.contains(name);
    }

    static boolean allowed(String fullName) {
        return PRIMITIVE.contains(fullName) || FULL.contains(fullName);
    }

    static Set<String> names() {
        return Stream.concat(ALLOWED.keySet().stream(), PRIMITIVE.stream()).collect(Collectors.toSet());
    }

    static boolean importable(String name) {
        return name.equals("java.time") || name.startsWith("java.time.") || name.startsWith("dev.handrail.dsl.words");
    }

    static boolean never(String method) {
        return NEVER.contains(method);
    }
}
