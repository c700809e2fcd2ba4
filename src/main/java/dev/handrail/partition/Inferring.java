package dev.handrail.partition;

import dev.handrail.partition.PartitionAction.Step;
import java.util.List;
import java.util.Optional;

/** Reads from partitions that are there how they are named. */
final class Inferring {
    private static final int LOOKED_AT = 3;

    private Inferring() {}

    /** A partition that holds exactly one period. */
    record Named(String name, Period period) {}

    /** The template that gives the newest of them their names; empty where there is none that we know. */
    static Optional<Template> from(List<Named> newestFirst, Step by) {
        if (newestFirst.isEmpty() || newestFirst.get(0).name().indexOf('{') >= 0) {
            return Optional.empty();
        }
        List<Named> looked = newestFirst.subList(0, Math.min(LOOKED_AT, newestFirst.size()));
        return candidates(by).stream()
                .flatMap(tokens -> template(looked.get(0), tokens).stream())
                .filter(template -> looked.stream()
                        .allMatch(n -> template.name("", n.period()).equals(n.name())))
                .findFirst();
    }

    private static List<List<String>> candidates(Step by) {
        List<String> day = List.of("yyyy", "MM", "dd");
        return switch (by) {
            case HOUR -> List.of(List.of("yyyy", "MM", "dd", "HH"));
            case DAY -> List.of(day);
            case WEEK -> List.of(List.of("YYYY", "ww"), day);
            case MONTH -> List.of(day, List.of("yyyy", "MM"));
            case QUARTER -> List.of(day, List.of("yyyy", "MM"), List.of("yyyy", "Q"));
            case YEAR -> List.of(day, List.of("yyyy", "MM"), List.of("yyyy"));
        };
    }

    /** The name with each part of the date, looked for from its end, made a token. */
    private static Optional<Template> template(Named newest, List<String> tokens) {
        String text = newest.name();
        int end = text.length();
        for (int i = tokens.size() - 1; i >= 0; i--) {
            String token = tokens.get(i);
            String value = Template.TOKENS.get(token).apply(newest.period().start());
            int at = text.lastIndexOf(value, end - value.length());
            if (at < 0) {
                return Optional.empty();
            }
            text = text.substring(0, at) + "{" + token + "}" + text.substring(at + value.length());
            end = at;
        }
        return Optional.of(new Template(text));
    }
}
