package dev.handrail.text;

import java.util.Optional;

/** What late values are filled in from, once a run knows them. */
public interface Values {
    /** The result that {@code step} captured as {@code name}, as text; empty while there is none. */
    Optional<String> captured(String step, String name);

    /** @throws dev.handrail.problem.Problem exit 2 where the environment binds no such secret */
    Secret secret(String name);

    /**
     * The secret by that name, where it opens encrypted backups.
     *
     * @throws dev.handrail.problem.Problem exit 2 where the environment binds no such secret
     */
    default Secret identity(String name) {
        return secret(name);
    }

    /** To whom every backup is encrypted as well: in the sandbox, whose own key stands in for identities. */
    default Optional<String> ownRecipient() {
        return Optional.empty();
    }

    String runId();

    /** When the run was opened, ISO 8601 in UTC. */
    String startedAt();

    /** The connection URL of a declared database, password included. */
    Secret url(String database);
}
