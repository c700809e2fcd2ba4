package dev.handrail.runbook;

import java.util.List;

/** Removes backups that are past what is kept. Never the newest proven one. */
public record Prune(List<String> places) implements Effect {
    public Prune {
        places = List.copyOf(places);
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
        return places.stream().map(p -> "remove the backup " + p).toList();
    }
}
