package dev.handrail.checklist;

import java.util.List;

/**
 * The draft that a checklist became.
 *
 * @param script the runbook's text
 * @param findings by line: what is to be decided, and what was done in another way
 * @param steps how many there are
 * @param byHand how many of them a person does
 * @param kept lines of the checklist that stand in comments
 */
public record DraftRunbook(String script, List<Finding> findings, int steps, int byHand, int kept) {
    public DraftRunbook {
        findings = List.copyOf(findings);
    }
}
