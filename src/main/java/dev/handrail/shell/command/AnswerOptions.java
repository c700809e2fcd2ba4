package dev.handrail.shell.command;

import dev.handrail.run.Answers;
import dev.handrail.run.Change;
import dev.handrail.run.OutOfTime;
import dev.handrail.run.Selection;
import dev.handrail.runbook.Risk;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The answers that run, resume and rollback can be given ahead, and which steps are meant. */
final class AnswerOptions {
    private static final Map<String, Risk> YES = Map.of("reads", Risk.READS, "changes", Risk.CHANGES);
    private static final Map<String, Risk> ASK =
            Map.of("every", Risk.READS, "changes", Risk.CHANGES, "destroys", Risk.DESTROYS);
    private static final String REASON = "STEP=REASON";

    @Option(names = "--yes", paramLabel = "RISK", description = "yes to what reads, or to what changes too")
    @Nullable
    String yes;

    @Option(names = "--confirm", paramLabel = "STEP=ENV/NAME", description = "yes to one step, its target named")
    List<String> confirms = new ArrayList<>();

    @Option(names = "--answer", paramLabel = "STEP=TEXT", description = "the answer to a manual step")
    List<String> answers = new ArrayList<>();

    @Option(names = "--evidence", paramLabel = "STEP=TEXT", description = "the evidence that a manual step asks for")
    List<String> evidence = new ArrayList<>();

    @Option(names = "--skip", paramLabel = REASON, description = "leaves a step out")
    List<String> skips = new ArrayList<>();

    @Option(names = "--override", paramLabel = REASON, description = "goes on although a require does not hold")
    List<String> overrides = new ArrayList<>();

    @Option(names = "--by-hand", paramLabel = REASON, description = "a step was done by hand; its checks are judged")
    List<String> byHand = new ArrayList<>();

    @Option(
            names = "--outcome",
            paramLabel = "STEP=OUTCOME",
            description = "what became of an unknown effect: done:REASON or not-done:REASON")
    List<String> outcomes = new ArrayList<>();

    @Option(names = "--consent", paramLabel = "STEP=KIND", description = "agrees to what a plan does only then")
    List<String> consents = new ArrayList<>();

    @Option(
            names = "--accept",
            paramLabel = "CHANGE=REASON",
            description = "goes on although something changed: runbook, inputs, target, operator, drift or plan")
    List<String> accepts = new ArrayList<>();

    @Option(names = "--on-failure", paramLabel = "WHAT", description = "ask, stop or rollback")
    @Nullable
    String onFailure;

    @Option(
            names = "--on-window",
            paramLabel = "WHAT",
            description = "where a step does not fit into the window: stop, rollback or continue")
    @Nullable
    String onWindow;

    @Option(names = "--ask", paramLabel = "WHICH", description = "every step, or from changes, or from destroys on")
    String ask = "every";

    @Option(names = "--from", paramLabel = "STEP", description = "starts there")
    @Nullable
    String from;

    @Option(names = "--until", paramLabel = "STEP", description = "stops before it")
    @Nullable
    String until;

    @Option(names = "--only", paramLabel = "STEP", description = "this step or section alone")
    @Nullable
    String only;

    @Option(names = "--wait-lock", paramLabel = "TIME", description = "waits so long for another run to end")
    @Nullable
    String waitLock;

    @Option(names = "--metrics-file", paramLabel = "FILE", description = "keeps OpenMetrics text there")
    @Nullable
    String metricsFile;

    @Option(names = "--deadline", paramLabel = "TIME", description = "starts no step after so long")
    @Nullable
    String deadline;

    Answers answers() {
        return new Answers(
                Written.word("--yes", yes, YES),
                Written.pairs("--confirm", "STEP=ENV/NAME", confirms),
                Written.pairs("--answer", "STEP=TEXT", answers),
                Written.pairs("--evidence", "STEP=TEXT", evidence),
                Written.pairs("--skip", REASON, skips),
                Written.pairs("--override", REASON, overrides),
                Written.pairs("--by-hand", REASON, byHand),
                outcomes(),
                Written.lists("--consent", "STEP=KIND", consents),
                accepts(),
                Written.word("--on-failure", onFailure, Written.words(Answers.OnFailure.class)),
                Objects.requireNonNull(Written.word("--ask", ask, ASK)),
                Written.duration("--deadline", deadline),
                Written.word("--on-window", onWindow, Written.words(OutOfTime.Then.class)));
    }

    private Map<String, String> accepts() {
        Map<String, String> read = Written.pairs("--accept", "CHANGE=REASON", accepts);
        read.keySet().forEach(change -> Written.word("--accept", change, Written.words(Change.Kind.class)));
        return read;
    }

    private Map<String, String> outcomes() {
        Map<String, String> read = Written.pairs("--outcome", "STEP=done:REASON", outcomes);
        read.forEach((step, outcome) -> {
            if (!outcome.matches("(?s)(done|not-done):.*\\S.*")) {
                throw Written.wrong(
                        "'" + outcome + "' is not an outcome",
                        "--outcome " + step,
                        "an outcome is done or not-done, with the reason for which you know it",
                        "write --outcome " + step + "=done:REASON or --outcome " + step + "=not-done:REASON");
            }
        });
        return read;
    }

    Selection selection() {
        return new Selection(from, until, only);
    }

    /** The file of {@code --metrics-file}, in a folder that is there; null: none. */
    @Nullable
    Path metricsFile(Path from) {
        if (metricsFile == null) {
            return null;
        }
        Path file = from.resolve(metricsFile).toAbsolutePath().normalize();
        Path folder = file.getParent();
        if (folder == null || !Files.isWritable(folder) || !Files.isDirectory(folder) || Files.isDirectory(file)) {
            throw Written.wrong(
                    "metrics can't be kept in " + file,
                    "--metrics-file " + metricsFile,
                    "it is a file in a folder that is there and can be written to",
                    "make the folder, or name another file");
        }
        return file;
    }

    @Nullable
    Duration waitLock() {
        return Written.duration("--wait-lock", waitLock);
    }

    /** Every STEP that an option names, by option: each must be in the runbook. */
    Map<String, List<String>> named() {
        Answers given = answers();
        return Map.of(
                "--confirm", List.copyOf(given.confirms().keySet()),
                "--answer", List.copyOf(given.answers().keySet()),
                "--evidence", List.copyOf(given.evidence().keySet()),
                "--skip", List.copyOf(given.skips().keySet()),
                "--override", List.copyOf(given.overrides().keySet()),
                "--by-hand", List.copyOf(given.byHand().keySet()),
                "--outcome", List.copyOf(given.outcomes().keySet()),
                "--consent", List.copyOf(given.consents().keySet()));
    }
}
