package dev.handrail.shell.session;

import dev.handrail.problem.Problem;
import dev.handrail.runbook.Cache;
import dev.handrail.runbook.Database;
import dev.handrail.runbook.Metrics;
import dev.handrail.runbook.Service;
import dev.handrail.runbook.TargetKind;
import dev.handrail.runbook.TargetRef;
import dev.handrail.runbook.Targets;
import dev.handrail.sandbox.Sandbox;
import dev.handrail.settings.Environment;
import dev.handrail.shell.out.Console;
import dev.handrail.shell.out.Line;
import dev.handrail.shell.out.Line.Look;
import dev.handrail.target.Reach;
import dev.handrail.text.Text;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What an environment binds, where each binding was set, and what is really there. */
public record Bound(Session session, Environment environment) {
    /** One binding, looked at; {@code problem}: empty where it was reached. */
    private record Seen(TargetRef target, String origin, String found, Optional<Problem> problem) {}

    /** @return true where everything was reached */
    public boolean tell() {
        Console console = session.console();
        console.result(new Line()
                .bold(Starting.shown(environment))
                .add("  settings: " + String.join(", ", session.settings().files())));
        if (environment.sandbox()) {
            sandbox(console);
        }
        List<Seen> all = look();
        all.forEach(seen -> tell(console, seen));
        if (all.isEmpty() && !environment.sandbox()) {
            console.say("Nothing is bound. Bind it in handrail.yml, or by --database, --cache, --service.");
        }
        return all.stream().allMatch(seen -> seen.problem().isEmpty());
    }

    private void sandbox(Console console) {
        try (Sandbox sandbox = Sandbox.of(session.home().open(), console::say)) {
            sandbox.status()
                    .forEach(server -> console.say("  " + server.name()
                            + (server.running()
                                    ? " runs on 127.0.0.1:" + server.port()
                                    : " is started when it is needed")));
        }
    }

    private List<Seen> look() {
        Map<TargetRef, String> bound = new LinkedHashMap<>();
        environment.databases().forEach((name, b) -> bound.put(TargetRef.database(name), b.origin()));
        environment.caches().forEach((name, b) -> bound.put(TargetRef.cache(name), b.origin()));
        environment.services().forEach((name, b) -> bound.put(TargetRef.service(name), b.origin()));
        environment.metrics().forEach((name, b) -> bound.put(TargetRef.metrics(name), b.origin()));
        List<TargetRef> declared = List.copyOf(bound.keySet());
        try (Reach reach = session.reach(environment, declared, "env")) {
            List<Seen> all = new ArrayList<>();
            bound.forEach((target, origin) -> all.add(look(reach, target, origin)));
            return all;
        }
    }

    private static Seen look(Reach reach, TargetRef target, String origin) {
        try {
            return new Seen(target, origin, found(reach, target), Optional.empty());
        } catch (Problem problem) {
            return new Seen(target, origin, "", Optional.of(problem));
        }
    }

    private static String found(Reach reach, TargetRef target) {
        Targets targets = reach.targets();
        if (target.kind() == TargetKind.DATABASE) {
            Database.Identity at = targets.database(target.name()).identity();
            return "database " + at.database() + " on " + at.host() + ":" + at.port() + " as "
                    + reach.preflight().accounts(target.name()) + ", "
                    + (at.standby() ? "standby" : "primary") + ", PostgreSQL " + at.version();
        }
        if (target.kind() == TargetKind.CACHE) {
            Cache.Identity at = targets.cache(target.name()).identity();
            return at.host() + ":" + at.port() + "/" + at.number() + ", " + at.role() + ", Redis " + at.version() + ", "
                    + at.keys() + " keys";
        }
        return target.kind() == TargetKind.SERVICE ? service(targets, target) : metrics(targets, target);
    }

    /** Whatever it answers to a request for nothing, it is there; who may do what is not asked. */
    private static String service(Targets targets, TargetRef target) {
        Service service = targets.service(target.name());
        service.ask("HEAD", Text.of("/"), Map.of(), targets.values());
        return service.base();
    }

    private static String metrics(Targets targets, TargetRef target) {
        Metrics metrics = targets.metrics(target.name());
        metrics.ask("vector(1)");
        return metrics.base();
    }

    private static void tell(Console console, Seen seen) {
        if (console.json()) {
            Map<String, Object> fields = new LinkedHashMap<>();
            fields.put("target", seen.target().toString());
            fields.put("origin", seen.origin());
            fields.put("reached", seen.problem().isEmpty());
            fields.put("found", seen.found());
            seen.problem().ifPresent(problem -> {
                fields.put("what", problem.what());
                fields.put("do", problem.remedy());
            });
            console.record(fields);
            return;
        }
        boolean reached = seen.problem().isEmpty();
        console.data(new Line()
                .add(reached ? "ok      " : "MISSING ", reached ? Look.GOOD : Look.BAD)
                .column(seen.target().toString(), 22, Look.BOLD)
                .add(seen.found())
                .dim("  from " + seen.origin()));
        seen.problem().ifPresent(problem -> {
            console.data("        " + problem.what() + (problem.why().isEmpty() ? "" : ": " + problem.why()));
            console.data("        do: " + problem.remedy().replace("\n", "\n            "));
        });
    }
}
