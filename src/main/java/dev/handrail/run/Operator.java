package dev.handrail.run;

import dev.handrail.runbook.Consent;
import dev.handrail.runbook.Started;
import dev.handrail.runbook.Step;
import java.util.Optional;

/** The person, or the policy that stands in. */
public interface Operator {
    /** Who answers: {@code ana}, or {@code ci (unattended)}. */
    String name();

    /** The answer to a step's question. */
    Decision decide(Asked asked);

    /** What follows a failure. */
    Choice failed(Failed failed);

    /** What became of an effect of an earlier session that nothing proves. */
    Verdict unknown(Step step, Started started, String evidence);

    /** What became of an effect of this session: nobody can have said so before it happened. */
    Verdict unforeseen(Step step, Started started, String evidence);

    /** Agreement to something that a plan does only when it is agreed to. */
    boolean consents(Step step, Consent consent);

    /** True where that was agreed to before the run, for this step; nobody is asked. */
    default boolean agreedAhead(Step step, String kind) {
        return false;
    }

    /** Why to go on although something differs from what was planned; empty: it is not gone on. */
    Optional<String> accepts(Change change);

    /** What follows where a step does not fit into the maintenance window. */
    OutOfTime.Then outOfTime(OutOfTime late);

    /** The answer to a failure. */
    record Choice(Kind kind, String reason, int remedy) {
        /** The choices after a failure. */
        public enum Kind {
            RETRY,
            FIX,
            SKIP,
            BY_HAND,
            /** End the sessions that are in the way, then try again. */
            END_BLOCKERS,
            BACK_OUT,
            QUIT
        }

        public static Choice of(Kind kind) {
            return new Choice(kind, "", 0);
        }
    }

    /** What a person says of an unknown outcome. */
    record Verdict(Kind kind, String reason) {
        /** Done, not done, or not decided now. */
        public enum Kind {
            DONE,
            NOT_DONE,
            QUIT
        }
    }
}
