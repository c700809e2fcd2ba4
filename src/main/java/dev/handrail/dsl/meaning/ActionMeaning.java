package dev.handrail.dsl.meaning;

import dev.handrail.dsl.mistake.Code;
import dev.handrail.dsl.tape.Call;
import dev.handrail.hazard.Accept;
import dev.handrail.hazard.Accepts;
import dev.handrail.hazard.Taking;
import dev.handrail.migrate.MigrateAction;
import dev.handrail.runbook.Action;
import dev.handrail.sql.SqlAction;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiFunction;

/** The one action of a step, a rollback or a remedy. */
final class ActionMeaning {
    private static final String MANUAL = "manual";
    private static final Map<String, BiFunction<Call, Scope, Action>> ACTIONS = new TreeMap<>(Map.ofEntries(
            Map.entry("sql", TableMeaning::sql),
            Map.entry("index", TableMeaning::index),
            Map.entry("constraint", ConstraintMeaning::of),
            Map.entry("backfill", TableMeaning::backfill),
            Map.entry("partition", PartitionMeaning::of),
            Map.entry("migrate", MigrateMeaning::of),
            Map.entry("backup", BackupMeaning::backup),
            Map.entry("restore", BackupMeaning::restore),
            Map.entry("flush", CacheMeaning::flush),
            Map.entry("warm", CacheMeaning::warm),
            Map.entry("http", HttpMeaning::of),
            Map.entry("command", CommandMeaning::of),
            Map.entry("waitFor", WaitingMeaning::waitFor),
            Map.entry("monitor", WaitingMeaning::monitor)));

    private ActionMeaning() {}

    static boolean acts(String word) {
        return ACTIONS.containsKey(word) || word.equals(MANUAL);
    }

    static List<Call> in(Call block) {
        return block.said().stream().filter(c -> acts(c.word())).toList();
    }

    /** The action of a block that may have one at most. */
    static Optional<Action> of(Call block, Scope scope) {
        List<Call> actions = in(block);
        Options options = new Options(scope.reading(), block);
        if (actions.size() > 1) {
            scope.reading()
                    .mistake(
                            Code.BAD_STEP,
                            "'" + block.word() + "' has two actions: "
                                    + actions.get(0).word() + " and "
                                    + actions.get(1).word(),
                            actions.get(1).site().word(),
                            block.word().equals("step") ? "give the second a step of its own" : "keep one of them");
        }
        boolean manual = actions.stream().anyMatch(a -> a.word().equals(MANUAL));
        for (String word : List.of("answer", "evidence")) {
            block.first(word)
                    .filter(a -> !manual)
                    .ifPresent(a -> options.reading()
                            .mistake(
                                    Code.WRONG_PLACE,
                                    "'" + word + "' belongs to 'manual', and there is none here",
                                    a.site().word(),
                                    "add: manual '…'"));
        }
        return actions.stream().findFirst().flatMap(a -> one(a, options, scope));
    }

    private static Optional<Action> one(Call action, Options around, Scope scope) {
        Scope inside = action.block() == null ? scope : scope.within(action);
        Optional<Action> made = scope.reading()
                .made(
                        action.site().word(),
                        Code.BAD_VALUE,
                        () -> action.word().equals(MANUAL)
                                ? WaitingMeaning.manual(action, around)
                                : ACTIONS.get(action.word()).apply(action, inside));
        made.ifPresent(a -> refuseStrangers(scope.reading(), action, a));
        return made.map(
                a -> taking(a, scope.reading().accepting().at(action.site().word())));
    }

    /** {@code sql} and files find the comments above each of their statements by themselves. */
    private static Action taking(Action made, List<Accept> accepts) {
        boolean own = made instanceof SqlAction || made instanceof MigrateAction;
        return own || accepts.stream().noneMatch(a -> !a.code().equals(Accepts.NO_WAY_BACK))
                ? made
                : new Taking(made, Accepts.NONE.and(accepts));
    }

    /** What a word says with {@code on} has to be something that it works on. */
    private static void refuseStrangers(Reading reading, Call action, Action made) {
        for (Call on : action.said("on")) {
            String name = Args.plain(reading, on, 0);
            List<String> kinds = reading.declared().kinds(name);
            if (!kinds.isEmpty()
                    && made.touches().stream().noneMatch(t -> t.name().equals(name))) {
                reading.mistake(
                        Code.UNKNOWN_TARGET,
                        "'" + name + "' is a " + kinds.get(0) + ", and '" + action.word() + "' does not work on one",
                        on.site().argument(0),
                        "name what it works on, or leave it out where there is one");
            }
        }
    }
}
