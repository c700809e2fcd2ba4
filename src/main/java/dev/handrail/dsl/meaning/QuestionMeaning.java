package dev.handrail.dsl.meaning;

import dev.handrail.dsl.mistake.Code;
import dev.handrail.dsl.mistake.Span;
import dev.handrail.dsl.tape.Call;
import dev.handrail.runbook.CacheReads;
import dev.handrail.runbook.Question;
import dev.handrail.runbook.TargetKind;
import dev.handrail.text.Text;
import dev.handrail.validate.BackupQuestion;
import dev.handrail.validate.CommandQuestion;
import dev.handrail.validate.ContentQuestion;
import dev.handrail.validate.DiskQuestion;
import dev.handrail.validate.ExplainQuestion;
import dev.handrail.validate.HttpQuestion;
import dev.handrail.validate.MetricQuestion;
import dev.handrail.validate.RedisQuestion;
import dev.handrail.validate.RunOfQuestion;
import dev.handrail.validate.SampleQuestion;
import dev.handrail.validate.Samples;
import dev.handrail.validate.SchemaQuestion;
import dev.handrail.validate.SqlQuestion;
import dev.handrail.validate.TookQuestion;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The questions. */
final class QuestionMeaning {
    private static final Set<String> WORDS = Set.of(
            "sql",
            "redis",
            "http",
            "metric",
            "sample",
            "command",
            "explain",
            "schema",
            "content",
            "disk",
            "log",
            "backupOf",
            "took",
            "runOf");

    /** What Prometheus gives at most. */
    private static final int MOST_SAMPLES = 11_000;

    private final Reading reading;
    private final Scope scope;

    QuestionMeaning(Reading reading, Scope scope) {
        this.reading = reading;
        this.scope = scope;
    }

    static boolean asks(String word) {
        return WORDS.contains(word);
    }

    Optional<Question> of(Call asked) {
        return reading.made(asked.site().word(), Code.BAD_VALUE, () -> made(asked));
    }

    private Question made(Call asked) {
        Span at = asked.site().word();
        return switch (asked.word()) {
            case "sql" -> new SqlQuestion(scope.database(at), SqlMeaning.single(reading, asked, 0));
            case "redis" -> redis(asked);
            case "http" -> http(asked);
            case "metric" -> metric(asked);
            case "sample" -> sample(asked);
            case "command" -> command(asked);
            case "explain" -> explain(asked);
            case "schema" -> schema(asked);
            case "content" -> new ContentQuestion(scope.database(at), Args.plain(reading, asked, 0));
            case "disk" -> new DiskQuestion(asked.arguments().isEmpty() ? "." : Args.plain(reading, asked, 0));
            case "log" -> LogMeaning.of(reading, asked);
            case "backupOf" -> backupOf(asked);
            case "took" -> took(asked);
            default -> new RunOfQuestion(Args.plain(reading, asked, 0));
        };
    }

    private Question redis(Call asked) {
        List<String> all = new Options(reading, asked).arguments();
        CacheReads.require(all.get(0), all.subList(1, all.size()));
        return new RedisQuestion(scope.cache(asked.site().word()), all.get(0), all.subList(1, all.size()));
    }

    private Question http(Call asked) {
        Scope inside = asked.block() == null ? scope : scope.within(asked);
        String service = inside.service(asked.site().word());
        if (asked.block() == null) {
            return new HttpQuestion(service, "GET", Args.open(reading, asked, 0), Map.of());
        }
        HttpParts parts = new HttpParts(new Options(reading, asked));
        HttpParts.Line line = parts.line(List.of("get", "head"));
        return new HttpQuestion(service, line.method(), line.path(), parts.headers());
    }

    private Question command(Call asked) {
        Options options = new Options(reading, asked);
        List<Text> argv = CommandMeaning.argv(reading, asked);
        return new CommandQuestion(argv, CommandMeaning.environment(options), CommandMeaning.directory(options));
    }

    private Question explain(Call asked) {
        Options options = new Options(reading, asked);
        int times = options.whole("times", 0, 1, 100_000);
        int warmUp = options.whole("warmUp", Math.min(10, times / 10), 0, 10_000);
        if (times == 0 && options.flag("warmUp")) {
            options.missing("'explain' warms up and measures nothing", "add: times 100");
        }
        return new ExplainQuestion(
                scope.database(asked.site().word()), SqlMeaning.single(reading, asked, 0), times, warmUp);
    }

    private Question metric(Call asked) {
        String metrics = scope.metrics(asked.site().word());
        String query = Args.plain(reading, asked, 0);
        Options options = new Options(reading, asked);
        Duration over = options.duration("over");
        Duration step = options.duration("every", Duration.ofSeconds(30));
        if (asked.block() == null) {
            return new MetricQuestion(metrics, query);
        }
        if (over == null) {
            options.missing("'metric' has a block and does not say over which time", "add: over '15m'");
        } else if (over.toSeconds() / Math.max(1, step.toSeconds()) > MOST_SAMPLES) {
            reading.mistake(
                    Code.BAD_VALUE,
                    "these are more than " + MOST_SAMPLES + " samples, which Prometheus refuses",
                    asked.site().word(),
                    "ask for fewer: every '5m'");
        }
        return new MetricQuestion(metrics, query, over, step);
    }

    private Question sample(Call asked) {
        String written = Args.plain(reading, asked, 0);
        String page = asked.arguments().size() > 1 ? Args.plain(reading, asked, 1) : "/metrics";
        Samples wanted = Samples.parse(written).orElseGet(() -> {
            reading.mistake(
                    Code.BAD_VALUE,
                    "'" + written + "' is no metric",
                    asked.site().argument(0),
                    "write a name, with labels where it has them: sample 'errors_total{code=\"500\"}'");
            return new Samples(written, written, Map.of());
        });
        return new SampleQuestion(scope.service(asked.site().word()), page, wanted);
    }

    private Question schema(Call asked) {
        if (asked.named().size() != 1) {
            reading.mistake(
                    Code.MISSING,
                    "'schema' asks after exactly one object",
                    asked.site().word(),
                    "write: schema column: 'users.id'");
        }
        var object = asked.named().entrySet().stream().findFirst();
        String kind = object.map(Map.Entry::getKey).orElse("column");
        String name = object.map(
                        o -> Args.plain(reading, o.getValue(), asked.site().argument(o.getKey()), "schema"))
                .orElse("?");
        return new SchemaQuestion(
                scope.database(asked.site().word()), SchemaQuestion.Kind.valueOf(kind.toUpperCase(Locale.ROOT)), name);
    }

    private Question backupOf(Call asked) {
        String database = Args.plain(reading, asked, 0);
        List<String> known = reading.declared().names(TargetKind.DATABASE);
        if (!known.contains(database)) {
            reading.reporter()
                    .unknown(
                            Code.UNKNOWN_TARGET,
                            "the runbook declares no database '" + database + "'",
                            asked.site().argument(0),
                            database,
                            known,
                            "name a declared database");
        }
        // Another runbook may have taken it: into this folder, unless it says another place.
        return new BackupQuestion(
                database,
                Stream.concat(reading.declared().backupFolders().stream(), Stream.of(BackupMeaning.FOLDER))
                        .distinct()
                        .toList());
    }

    private Question took(Call asked) {
        return new TookQuestion(Args.plain(reading, asked, 0));
    }
}
