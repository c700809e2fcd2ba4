package dev.handrail.runbook;

import java.util.List;

/**
 * Removes backups that are past what is kept, never the newest proven one; or unfinished ones, with consent only.
 *
 * @param unfinished these never were proven
 */
public record Prune(List<String> places, boolean unfinished) implements Effect {
    /** The consent without which unfinished backups stay. */
    public static final String CONSENT = "remove-unfinished-backup";

    public Prune {
        places = List.copyOf(places);
    }

    public Prune(List<String> places) {
        this(places, false);
    }

    @Override
    public String kind() {
        return "prune";
    }

    @Override
    public TargetRef target() {
        return TargetRef.HOST;
    }

    @Override
    public Semantics semantics() {
        return Semantics.IDEMPOTENT;
    }

    @Override
    public String provenBy() {
        return "what is still there";
    }

    @Override
    public List<String> show() {
        String what = unfinished ? "with consent " + CONSENT + ", remove the unfinished backup " : "remove the backup ";
        return places.stream().map(p -> what + p).toList();
    }
}
