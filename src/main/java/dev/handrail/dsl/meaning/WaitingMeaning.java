package dev.handrail.dsl.meaning;

import dev.handrail.dsl.tape.Call;
import dev.handrail.manual.ManualAction;
import dev.handrail.runbook.Action;
import dev.handrail.runbook.Check;
import dev.handrail.runbook.Observe.OnFailure;
import dev.handrail.waiting.MonitorAction;
import dev.handrail.waiting.WaitForAction;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** The actions {@code waitFor}, {@code monitor} and {@code manual}. */
final class WaitingMeaning {
    private static final Duration PACE = Duration.ofSeconds(5);
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private WaitingMeaning() {}

    static Action waitFor(Call call, Scope scope) {
        if (call.block() == null) {
            Duration time = Args.duration(scope.reading(), call, 0);
            return new WaitForAction(time, List.of(), time, PACE);
        }
        Options options = new Options(scope.reading(), call);
        if (call.said("until").isEmpty()) {
            options.missing("'waitFor' waits for nothing", "add: until { … }, or write waitFor '30s'");
        }
        List<Check> until = new CheckMeaning(scope.reading(), scope).all(call.said("until"));
        return new WaitForAction(null, until, options.duration("atMost", PATIENCE), options.duration("every", PACE));
    }

    static Action monitor(Call call, Scope scope) {
        Options options = new Options(scope.reading(), call);
        if (call.said("check").isEmpty()) {
            options.missing("'monitor' asks nothing", "add: check('…') { … }");
        }
        Duration during = options.needed("during", "during '15m'")
                .map(d -> Args.duration(scope.reading(), d, 0))
                .orElse(PACE);
        return new MonitorAction(
                new CheckMeaning(scope.reading(), scope).all(call.said("check")),
                options.duration("every", PACE),
                during,
                options.whole("tolerate", 0, 0, 10_000),
                OnFailure.valueOf(options.plain("onFailure", "stop").toUpperCase(Locale.ROOT)));
    }

    /** {@code answer} and {@code evidence} stand beside it, in its step. */
    static Action manual(Call call, Options around) {
        return new ManualAction(Args.open(around.reading(), call, 0), around.plain("answer"), around.plain("evidence"));
    }
}
