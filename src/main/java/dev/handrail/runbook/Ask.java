package dev.handrail.runbook;

import dev.handrail.text.Text;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Something that a person does or answers; the runner asks.
 *
 * @param answer the answer that lets the run go on; null: done
 * @param evidence what is asked for and kept; null: nothing
 */
public record Ask(
        Text instruction, @Nullable String answer, @Nullable String evidence) implements Effect {
    @Override
    public String kind() {
        return "ask";
    }

    @Override
    public TargetRef target() {
        return TargetRef.HOST;
    }

    @Override
    public Semantics semantics() {
        return Semantics.ONCE;
    }

    @Override
    public String provenBy() {
        return "";
    }

    @Override
    public String promise() {
        return "once, your answer is the record of it";
    }

    public String expected() {
        return answer == null ? "done" : answer;
    }

    @Override
    public List<String> show() {
        List<String> lines = new ArrayList<>(instruction.show().lines().toList());
        lines.add("expected answer: " + expected());
        if (evidence != null) {
            lines.add("evidence: " + evidence);
        }
        return lines;
    }
}
