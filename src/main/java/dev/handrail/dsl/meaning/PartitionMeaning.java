package dev.handrail.dsl.meaning;

import dev.handrail.dsl.mistake.Code;
import dev.handrail.dsl.tape.Call;
import dev.handrail.partition.PartitionAction;
import dev.handrail.partition.PartitionAction.Retire;
import dev.handrail.partition.PartitionAction.Step;
import dev.handrail.partition.SharesAction;
import dev.handrail.runbook.Action;
import dev.handrail.text.Text;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The action {@code partition}: by time, or the partitions that are named. */
final class PartitionMeaning {
    private static final List<String> KINDS = List.of("by", "ranges", "lists", "hash");
    private static final List<String> OF_TIME = List.of("ahead", "behind", "keep", "retire", "to", "zone");

    private PartitionMeaning() {}

    static Action of(Call call, Scope scope) {
        Options options = new Options(scope.reading(), call);
        List<Call> kinds =
                call.said().stream().filter(c -> KINDS.contains(c.word())).toList();
        if (kinds.isEmpty()) {
            options.missing(
                    "'partition' does not say which partitions there are",
                    "add: by month (or hour, day, week, quarter, year), or ranges, lists or hash");
        } else if (kinds.size() > 1) {
            scope.reading()
                    .mistake(
                            Code.TWICE,
                            "'partition' says twice which partitions there are",
                            kinds.get(1).site().word(),
                            "keep one of by, ranges, lists and hash");
        }
        Call kind = kinds.isEmpty() ? call : kinds.get(0);
        return kind == call || kind.word().equals("by")
                ? byTime(call, scope, options, kind)
                : named(call, scope, options, kind);
    }

    private static Action named(Call call, Scope scope, Options options, Call kind) {
        call.said().stream()
                .filter(c -> OF_TIME.contains(c.word()))
                .findFirst()
                .ifPresent(c -> scope.reading()
                        .mistake(
                                Code.BAD_VALUE,
                                "'" + c.word()
                                        + "' goes with by: partitions that are named are created, and none is retired",
                                c.site().word(),
                                "take it out"));
        return new SharesAction(
                scope.database(call.site().word()),
                options.neededTable("table 'audit_logs'"),
                ShareMeaning.of(scope.reading(), kind),
                options.plain("template"),
                options.envelope());
    }

    private static Action byTime(Call call, Scope scope, Options options, Call kind) {
        Retire retire = retire(options);
        return new PartitionAction(
                scope.database(call.site().word()),
                options.neededTable("table 'audit_logs'"),
                kind == call
                        ? Step.MONTH
                        : Step.valueOf(Args.plain(scope.reading(), kind, 0).toUpperCase(Locale.ROOT)),
                options.whole("ahead", 0, 0, 10_000),
                options.whole("behind", 0, 0, 10_000),
                options.one("keep")
                        .map(k -> Args.whole(scope.reading(), k, 0, 1, 100_000))
                        .orElse(null),
                retire,
                archive(options),
                zone(options),
                options.plain("template"),
                options.envelope());
    }

    /** What becomes of an old one in the end; archived ones are detached where nothing else is said. */
    private static Retire retire(Options options) {
        List<String> said = options.one("retire")
                .map(call -> new Options(options.reading(), call).arguments())
                .orElse(List.of());
        return said.stream()
                .filter(way -> !way.equals("archive"))
                .findFirst()
                .map(way -> Retire.valueOf(way.toUpperCase(Locale.ROOT)))
                .orElse(Retire.DETACH);
    }

    private static @Nullable Text archive(Options options) {
        boolean archived = options.one("retire")
                .map(call -> new Options(options.reading(), call).arguments().contains("archive"))
                .orElse(false);
        Text to = options.one("to")
                .map(said -> Args.open(options.reading(), said, 0))
                .orElse(Text.of("backups"));
        if (!archived) {
            options.one("to")
                    .ifPresent(said -> options.reading()
                            .mistake(
                                    Code.BAD_VALUE,
                                    "'to' says where old partitions are archived, and none is",
                                    said.site().word(),
                                    "add: retire archive"));
        }
        return archived ? to : null;
    }

    private static ZoneId zone(Options options) {
        return options.one("zone")
                .map(said -> {
                    String name = Args.plain(options.reading(), said, 0);
                    try {
                        return ZoneId.of(name);
                    } catch (DateTimeException e) {
                        options.reading()
                                .mistake(
                                        Code.BAD_VALUE,
                                        "'" + name + "' is no time zone",
                                        said.site().argument(0),
                                        "write: zone 'UTC' or zone 'Europe/Berlin'");
                        return ZoneId.of("UTC");
                    }
                })
                .orElse(ZoneId.of("UTC"));
    }
}
