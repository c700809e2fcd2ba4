package dev.handrail.target.web;

import dev.handrail.json.Json;
import dev.handrail.json.JsonPath;
import dev.handrail.runbook.EffectFailure;
import dev.handrail.runbook.Expectation;
import dev.handrail.runbook.Outcome;
import dev.handrail.runbook.Reading;
import dev.handrail.runbook.Request;
import dev.handrail.runbook.Targets;
import dev.handrail.text.Redactor;
import dev.handrail.text.Secret;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Holds an answer against what was expected of it, and takes the results out of it. */
record AnswerJudge(Request effect, Base base, Targets targets, Redactor redactor) {
    Outcome judge(Answer answer) {
        expected(answer);
        Map<String, String> shown = new LinkedHashMap<>();
        Map<String, String> hidden = new LinkedHashMap<>();
        if (!effect.captures().isEmpty() || !effect.hiddenCaptures().isEmpty()) {
            Object document = document(answer);
            effect.captures().forEach((name, path) -> shown.put(name, capture(name, path, document, answer)));
            effect.hiddenCaptures().forEach((name, path) -> hidden.put(name, capture(name, path, document, answer)));
            hidden.forEach((name, value) -> redactor.learn(new Secret(name, value)));
        }
        return Outcome.DONE
                .fact("status", Integer.toString(answer.status()))
                .fact("ms", Long.toString(answer.ms()))
                .capturing(shown, hidden);
    }

    private void expected(Answer answer) {
        if (effect.expects().isEmpty() && !answer.ok()) {
            throw failed("answered " + answer.status(), "any status from 200 to 299 is expected", answer);
        }
        Reading reading = answer.reading();
        for (Expectation expectation : effect.expects()) {
            Expectation.Opinion opinion = expectation.judge(reading, null, targets);
            if (!opinion.holds()) {
                throw failed(
                        "answered " + answer.status() + ": " + opinion.seen(),
                        "expected: " + expectation.show(),
                        answer);
            }
        }
    }

    private EffectFailure failed(String how, String expected, Answer answer) {
        String excerpt = answer.excerpt();
        return EffectFailure.failed(
                effect.method() + " " + effect.path().show() + " on " + effect.service() + " " + how,
                base.url(),
                expected + (excerpt.isEmpty() ? "" : "\n" + excerpt),
                "put right what the service complains about, then resume");
    }

    private @Nullable Object document(Answer answer) {
        try {
            return Json.read(answer.body());
        } catch (Json.NotJson e) {
            throw failed("answered " + answer.status() + " with no JSON to capture from", e.getMessage(), answer);
        }
    }

    private String capture(String name, String path, @Nullable Object document, Answer answer) {
        Optional<String> value = JsonPath.parse(path).flatMap(p -> p.in(document));
        return value.orElseThrow(() -> failed(
                "answered " + answer.status() + " with nothing at " + path,
                "it is to be captured as '" + name + "'",
                effect.hiddenCaptures().isEmpty() ? answer : new Answer(answer.status(), Map.of(), "", 0)));
    }
}
