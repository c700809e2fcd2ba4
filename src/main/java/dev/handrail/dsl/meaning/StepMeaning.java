package dev.handrail.dsl.meaning;

import dev.handrail.dsl.mistake.Code;
import dev.handrail.dsl.tape.Call;
import dev.handrail.runbook.Action;
import dev.handrail.runbook.Always;
import dev.handrail.runbook.Check;
import dev.handrail.runbook.Step;
import dev.handrail.runbook.Step.Clock;
import dev.handrail.runbook.Step.Remedy;
import dev.handrail.runbook.Step.Retry;
import dev.handrail.runbook.Step.Watch;
import dev.handrail.runbook.Step.Words;
import dev.handrail.runbook.WayBack;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One step. */
final class StepMeaning {
    private static final Duration PACE = Duration.ofSeconds(5);

    private final Reading reading;
    private final Call call;
    private final String id;
    private final Scope scope;
    private final Options options;
    private final CheckMeaning checks;

    StepMeaning(Reading reading, Call call, String id) {
        this.reading = reading;
        this.call = call;
        this.id = id;
        this.scope = new Scope(reading, id, List.of()).within(call);
        this.options = new Options(reading, call);
        this.checks = new CheckMeaning(reading, scope);
    }

    Step step() {
        Optional<Action> action = ActionMeaning.of(call, scope);
        List<Check> judged = checks.all(call.said("check"));
        refuseNothing();
        Optional<Call> rollback = options.one("rollback");
        return new Step(
                id,
                Titles.of(reading, call),
                action.orElse(null),
                checks.all(call.said("require")),
                judged,
                watch(),
                wayBack(action, rollback),
                rollback.map(r -> new CheckMeaning(reading, scope.within(r)).all(r.said("check")))
                        .orElse(List.of()),
                options.one("when").flatMap(checks::of).orElse(null),
                remedies(),
                retry(),
                options.duration("timeout"),
                clock(),
                new Words(options.all("note"), options.all("hint"), options.all("announce")),
                reading.reporter().position(call.site().word()));
    }

    private void refuseNothing() {
        if (ActionMeaning.in(call).isEmpty() && call.said("check").isEmpty()) {
            reading.mistake(
                    Code.MISSING,
                    "step '" + id + "' does nothing and checks nothing",
                    call.site().word(),
                    "add one action, or check('…') { … }");
        }
    }

    private @Nullable Watch watch() {
        return options.one("watch")
                .map(w -> {
                    Options inside = new Options(reading, w);
                    if (w.said("check").isEmpty()) {
                        inside.missing("'watch' asks nothing", "add: check('…') { … }");
                    }
                    return new Watch(
                            inside.duration("every", PACE),
                            inside.whole("tolerate", 0, 0, 10_000),
                            checks.all(w.said("check")));
                })
                .orElse(null);
    }

    private WayBack wayBack(Optional<Action> action, Optional<Call> rollback) {
        Optional<Call> irreversible = options.one("irreversible");
        if (rollback.isPresent()) {
            irreversible.ifPresent(i -> reading.mistake(
                    Code.TWICE,
                    "a step with a rollback is not irreversible",
                    i.site().word(),
                    "keep one of them"));
            return authors(rollback.get());
        }
        if (irreversible.isPresent()) {
            return new WayBack.Irreversible(Args.plain(reading, irreversible.get(), 0));
        }
        return action.flatMap(a -> reading.made(call.site().word(), Code.BAD_VALUE, a::wayBack))
                .orElse(new WayBack.Nothing("the step changes nothing"));
    }

    private WayBack authors(Call rollback) {
        Optional<Action> action = ActionMeaning.of(rollback, scope.within(rollback));
        if (ActionMeaning.in(rollback).isEmpty()) {
            reading.mistake(
                    Code.MISSING,
                    "'rollback' does nothing",
                    rollback.site().word(),
                    "add one action, or say irreversible 'why' in the step");
        }
        return action.<WayBack>flatMap(a -> reading.made(
                        rollback.site().word(),
                        Code.BAD_VALUE,
                        () -> new WayBack.By(Shown.of(ActionMeaning.in(rollback).get(0)), a.ceiling(), new Always(a))))
                .orElse(new WayBack.None());
    }

    private List<Remedy> remedies() {
        return call.said("remedy").stream()
                .flatMap(r -> {
                    if (ActionMeaning.in(r).isEmpty()) {
                        new Options(reading, r).missing("'remedy' does nothing", "add one action");
                    }
                    return ActionMeaning.of(r, scope.within(r))
                            .map(a -> new Remedy(Args.plain(reading, r, 0), a))
                            .stream();
                })
                .toList();
    }

    private Retry retry() {
        return options.one("retry")
                .map(r -> {
                    Object times = r.named().get("times");
                    Object pause = r.named().get("wait");
                    boolean fits = times instanceof BigDecimal n && n.intValue() >= 1 && n.intValue() <= 1_000;
                    if (!fits) {
                        reading.mistake(
                                Code.BAD_VALUE,
                                "'times' is a whole number from 1 to 1000",
                                r.site().argument("times"),
                                "write: retry times: 3, wait: '10s'");
                    }
                    Duration rest = pause == null
                            ? Duration.ZERO
                            : Args.duration(reading, pause, r.site().argument("wait"), "wait");
                    return new Retry(fits ? ((BigDecimal) times).intValue() : 1, rest);
                })
                .orElse(Retry.NONE);
    }

    private Clock clock() {
        boolean opens = options.flag("opensWindow");
        boolean closes = options.flag("closesWindow");
        if (opens && closes) {
            reading.mistake(
                    Code.WINDOW,
                    "a step can't open and close the window",
                    call.site().word(),
                    "close it in a later step");
        }
        return opens ? Clock.OPENS : closes ? Clock.CLOSES : Clock.NONE;
    }
}
