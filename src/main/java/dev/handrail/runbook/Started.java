package dev.handrail.runbook;

import java.util.Map;

/** An effect as the journal knows it: started, and no end on record. */
public record Started(
        String run,
        String step,
        String phase,
        String effect,
        String kind,
        TargetRef target,
        Semantics semantics,
        int attempt,
        Map<String, String> facts) {}
