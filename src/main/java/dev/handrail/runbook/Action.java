package dev.handrail.runbook;

import java.util.List;

/**
 * What an author's word stands for. An action does no work: it looks at its targets and says what there is to do.
 */
public interface Action {
    /** The word in the language, as in {@code docs/steps/<word>.md}. */
    String word();

    /** The highest risk that a plan of this action can have, known from its declaration alone. */
    Risk ceiling();

    /** The targets it looks at or changes, in the order of their importance: the first names the step's target. */
    List<TargetRef> touches();

    /**
     * Looks at the targets and returns the exact effects. Reads only; called late, so it sees what earlier steps did.
     *
     * @throws dev.handrail.problem.Problem where the target is not as the action needs it
     */
    Plan plan(Targets targets);

    /** What it asks while it is at work. */
    default List<Check> asks() {
        return List.of();
    }

    /** What the author says of its failure, where nobody said something else when the run was started. */
    default Observe.OnFailure onFailure() {
        return Observe.OnFailure.ASK;
    }

    /** How what was done is taken back where the author says nothing else. */
    WayBack wayBack();
}
