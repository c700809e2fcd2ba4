package dev.handrail.target.web;

import dev.handrail.problem.Problem;
import dev.handrail.runbook.EffectFailure;
import dev.handrail.runbook.Execution;
import dev.handrail.runbook.Finding;
import dev.handrail.runbook.Outcome;
import dev.handrail.runbook.Request;
import dev.handrail.runbook.Semantics;
import dev.handrail.runbook.Started;
import dev.handrail.runbook.Targets;
import dev.handrail.text.Redactor;
import dev.handrail.text.Values;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;

/** Sends one request and judges its answer. */
public final class RequestPerformer {
    private static final String KEY = "Idempotency-Key";

    private final Function<String, HttpTarget> services;
    private final Targets targets;
    private final Redactor redactor;

    /**
     * @param services by the runbook's name
     * @param targets for expectations that ask something themselves
     * @param redactor learns what is captured to be kept hidden
     */
    public RequestPerformer(Function<String, HttpTarget> services, Targets targets, Redactor redactor) {
        this.services = services;
        this.targets = targets;
        this.redactor = redactor;
    }

    /** @throws EffectFailure failed where it was answered otherwise than expected, or never sent; unknown where it was
     *     sent and not answered */
    public Outcome perform(Request effect, Execution execution) {
        HttpTarget service = services.apply(effect.service());
        HttpRequest message = message(service, effect, execution);
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put(
                "request",
                effect.method() + " " + service.base() + effect.path().show());
        message.headers().firstValue(KEY).ifPresent(key -> facts.put("idempotency-key", key));
        Ending ending = new Ending();
        execution.onCancel(ending::end);
        execution.started(facts);
        try {
            Answer answer = service.send(message, ending);
            return new AnswerJudge(effect, service.place(), targets, redactor).judge(answer);
        } catch (NoAnswer e) {
            throw failure(effect, e);
        }
    }

    private static HttpRequest message(HttpTarget service, Request effect, Execution execution) {
        Values values = execution.values();
        HttpRequest.Builder message = service.message(effect.path().resolve(values));
        effect.headers().forEach((name, value) -> HttpTarget.set(message, name, value.resolve(values)));
        if (effect.semantics() != Semantics.READS && !named(effect, KEY)) {
            message.setHeader(KEY, key(execution));
        }
        if (effect.body() == null) {
            return message.method(effect.method(), HttpRequest.BodyPublishers.noBody())
                    .build();
        }
        String body = effect.body().resolve(values);
        if (!named(effect, "Content-Type")) {
            boolean json = body.startsWith("{") || body.startsWith("[");
            message.setHeader("Content-Type", json ? "application/json" : "text/plain; charset=utf-8");
        }
        return message.method(effect.method(), HttpRequest.BodyPublishers.ofString(body))
                .build();
    }

    private static boolean named(Request effect, String header) {
        return effect.headers().keySet().stream().anyMatch(header::equalsIgnoreCase);
    }

    /**
     * The same each time this effect is tried, so that a service that honours it acts once; another one where it was
     * taken back and is done anew, because then the service must act again.
     */
    private static String key(Execution execution) {
        String work = String.join(
                "\n",
                execution.run(),
                execution.step(),
                execution.phase(),
                execution.effect(),
                String.valueOf(execution.round()));
        return UUID.nameUUIDFromBytes(work.getBytes(StandardCharsets.UTF_8)).toString();
    }

    private static EffectFailure failure(Request effect, NoAnswer e) {
        Problem problem = e.problem();
        if (e.stage() == NoAnswer.Stage.NOT_SENT || effect.semantics() == Semantics.READS) {
            boolean ended = e.stage() == NoAnswer.Stage.CANCELLED;
            return new EffectFailure(ended ? EffectFailure.Kind.CANCELLED : EffectFailure.Kind.FAILED, problem);
        }
        return EffectFailure.unknown(
                problem.what(),
                problem.where(),
                problem.why(),
                "find out whether the service has acted on " + effect.method() + " "
                        + effect.path().show() + ", then resume and say so");
    }

    /** Nothing but the service knows whether it acted. */
    public Finding establish(Started started) {
        if (started.semantics() == Semantics.READS) {
            return new Finding(Finding.Verdict.PLAN_AGAIN, "it only reads");
        }
        String key = started.facts().getOrDefault("idempotency-key", "");
        String evidence = started.facts().getOrDefault("request", "the request") + " was sent, its answer not seen"
                + (key.isEmpty() ? "" : "; " + KEY + " " + key);
        return new Finding(Finding.Verdict.UNKNOWN, evidence);
    }
}
