package dev.handrail.target.postgres

import dev.handrail.live.LiveExecution
import dev.handrail.live.LivePostgres
import dev.handrail.runbook.Anchor
import spock.lang.AutoCleanup
import spock.lang.Shared
import spock.lang.Specification

/** What specs of effects begin with: a database of their own, and what performs on it. */
abstract class EffectsOnPostgres extends Specification {
    @Shared
    LivePostgres server = LivePostgres.server()
    String name = server.newDatabase()
    Login login = PostgresSpec.login(server.conninfo(name))
    @AutoCleanup
    Postgres database = new Postgres(login)
    @AutoCleanup
    PostgresEffects effects = new PostgresEffects(login, database)

    /** Makes schema handrail, and notes the run in it. */
    void anchor() {
        effects.anchor(new Anchor('main', true), new LiveExecution(effect: 'anchor'))
    }
}
