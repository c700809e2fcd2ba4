package dev.handrail.target;

import java.util.Optional;

/** What a run knows of itself, for values that are filled in late. */
public interface Results {
    /** The result that {@code step} captured as {@code name}, in the journal or in memory. */
    Optional<String> captured(String step, String name);

    String runId();

    /** When the run was opened, ISO 8601 in UTC. */
    String startedAt();

    /** Of no run: plans and questions alone. */
    static Results none(String startedAt) {
        return new Results() {
            @Override
            public Optional<String> captured(String step, String name) {
                return Optional.empty();
            }

            @Override
            public String runId() {
                return "";
            }

            @Override
            public String startedAt() {
                return startedAt;
            }
        };
    }
}
