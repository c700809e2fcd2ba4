package dev.handrail.runbook;

import dev.handrail.text.Text;
import java.util.List;

/** Something that is asked of a target and changes nothing. */
public interface Question {
    /** What is asked, as written: the SQL, the path, the command. */
    String show();

    TargetRef target();

    /** Captured results without which it can't be asked yet. */
    default List<Text.Captured> awaits() {
        return List.of();
    }

    /**
     * Asks, now.
     *
     * @throws dev.handrail.problem.Problem where the question itself fails: unreachable, refused, a mistake in the SQL
     */
    Reading ask(Targets targets);

    /** True where it takes time to tell how long something takes: then nothing else is asked meanwhile. */
    default boolean measures() {
        return false;
    }

    /** From when on things are new to it: then {@link #mark} is taken, and it is asked with that mark. */
    default Expectation.Baseline since() {
        return Expectation.Baseline.NONE;
    }

    /** How things stand now, as it is kept until it is asked. */
    default Reading mark(Targets targets) {
        return ask(targets);
    }

    /** Asks what is new since {@code mark}. */
    default Reading ask(Targets targets, Reading mark) {
        return ask(targets);
    }
}
