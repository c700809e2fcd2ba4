package dev.handrail.target;

import dev.handrail.text.Secret;
import dev.handrail.text.Values;
import java.util.Optional;

/** For statements in which nothing is filled in. */
enum NoValues implements Values {
    NONE;

    @Override
    public Optional<String> captured(String step, String name) {
        return Optional.empty();
    }

    @Override
    public Secret secret(String name) {
        throw new IllegalStateException("nothing is filled in here: " + name);
    }

    @Override
    public String runId() {
        return "";
    }

    @Override
    public String startedAt() {
        return "";
    }

    @Override
    public Secret url(String database) {
        throw new IllegalStateException("nothing is filled in here: " + database);
    }
}
