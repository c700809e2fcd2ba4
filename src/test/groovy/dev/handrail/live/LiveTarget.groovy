package dev.handrail.live

import dev.handrail.runbook.Action
import dev.handrail.runbook.Anchor
import dev.handrail.runbook.Batches
import dev.handrail.runbook.Cache
import dev.handrail.runbook.Database
import dev.handrail.runbook.Delegated
import dev.handrail.runbook.Done
import dev.handrail.runbook.Dump
import dev.handrail.runbook.Effect
import dev.handrail.runbook.History
import dev.handrail.runbook.Host
import dev.handrail.runbook.Metrics
import dev.handrail.runbook.Outcome
import dev.handrail.runbook.Plan
import dev.handrail.runbook.Prune
import dev.handrail.runbook.Restore
import dev.handrail.runbook.Process
import dev.handrail.runbook.RestorePoint
import dev.handrail.runbook.Service
import dev.handrail.runbook.Sql
import dev.handrail.runbook.Swap
import dev.handrail.runbook.Targets
import dev.handrail.runbook.Upload
import dev.handrail.runbook.WayBack
import dev.handrail.target.backup.Manifests
import dev.handrail.target.backup.WholeDatabases
import dev.handrail.target.delegated.DelegatedPerformer
import dev.handrail.target.host.Errand
import dev.handrail.target.host.LocalHost
import dev.handrail.target.host.SearchPath
import dev.handrail.target.host.Workplace
import dev.handrail.target.postgres.Login
import dev.handrail.target.postgres.Postgres
import dev.handrail.target.postgres.PostgresEffects
import dev.handrail.target.postgres.Resolver
import dev.handrail.text.Redactor
import dev.handrail.text.Secret
import dev.handrail.text.Values

import java.nio.file.Files
import java.nio.file.Path
import java.time.Clock
import java.time.Instant
import java.time.ZoneOffset

/** One real database named main, planned on and performed on as a run would, without the runner. */
class LiveTarget implements Targets, AutoCloseable {
    final LivePostgres server
    final String name
    final Path home
    final Postgres database
    final PostgresEffects effects
    final String run
    private final Login login
    private final SearchPath path = SearchPath.ofEnvironment().first(LivePostgres.bin())
    private final WholeDatabases whole = new WholeDatabases(path, { home.resolve(it) })
    Clock clock = Clock.fixed(Instant.parse('2026-11-21T10:00:00Z'), ZoneOffset.UTC)
    private final List<Done.Work> work = []
    private String phase = 'forward'
    private Set<String> consents = []
    private final Map<String, String> places = [:]
    /** What targets and programs said meanwhile. */
    final List<String> said = []
    /** What the environment binds. */
    final Map<String, String> secrets = [:]
    /** Whether the runs of which this home has a journal are over. */
    final Map<String, Boolean> runs = [:]

    LiveTarget(LivePostgres server, String name = server.newDatabase(), String run = 'r1',
               Path home = Files.createTempDirectory('handrail-home-'), String readAs = null) {
        this.home = home
        this.server = server
        this.name = name
        this.run = run
        login = Login.of(Resolver.ofProcess().resolve(server.conninfo(name), null, 'spec'), null, readAs, run, new Redactor())
        database = new Postgres(login)
        effects = new PostgresEffects(login, database)
        perform(new Anchor('main', true))
    }

    /** Plans an action and performs what it plans. */
    Plan act(Action action) {
        Plan plan = action.plan(this)
        consents = plan.consents()*.kind() as Set
        plan.effects().each { work << done(it) }
        plan
    }

    /** Performs one effect of a plan that is cut off behind it. */
    void keep(Effect effect) {
        work << done(effect)
    }

    /** Takes an action back, by what was recorded since the last time. */
    Plan back(Action action) {
        WayBack.By by = action.wayBack() as WayBack.By
        Action inverse = by.action().apply(new Done(run, 's/t', List.copyOf(work)))
        work.clear()
        phase = 'rollback'
        Plan plan = act(inverse)
        phase = 'forward'
        plan
    }

    private Done.Work done(Effect effect) {
        LiveExecution execution = execution(effect)
        Map<String, String> learned = perform(effect, execution).facts()
        new Done.Work(effect.kind(), effect.key(), (execution.facts ?: [:]) + learned)
    }

    Outcome perform(Effect effect) {
        perform(effect, execution(effect))
    }

    LiveExecution execution(Effect effect) {
        new LiveExecution(run: run, step: 's/t', phase: phase, effect: effect.key(), values: values(), consents: consents)
    }

    Outcome perform(Effect effect, LiveExecution execution) {
        Outcome outcome = performed(effect, execution)
        said.addAll(execution.lines)
        outcome.facts().place?.with { places[execution.step] = it }
        outcome
    }

    private Outcome performed(Effect effect, LiveExecution execution) {
        switch (effect) {
            case Anchor: return effects.anchor(effect as Anchor, execution)
            case Batches: return effects.batches(effect as Batches, execution)
            case Dump: return whole.dump(login, effect as Dump, execution)
            case Restore: return whole.restore(login, effect as Restore, execution)
            case Swap: return whole.swap(login, effect as Swap, execution, true, { leave() })
            case RestorePoint: return whole.point(login, effect as RestorePoint, execution)
            case Process: return new dev.handrail.target.host.ProcessPerformer(new Workplace(home, path, [:]), new Redactor()).perform(effect as Process, execution)
            case Delegated: return migrators().perform(effect as Delegated, execution)
            case Upload: return whole.upload(effect as Upload, execution)
            case Prune: return whole.prune(effect as Prune, execution)
            default: return effects.sql(effect as Sql, execution)
        }
    }

    DelegatedPerformer migrators() {
        new DelegatedPerformer(new Errand(new Workplace(home, path, [:]), new Redactor()), { database })
    }

    void execute(String... statements) {
        server.execute(name, statements)
    }

    Object value(String query) {
        server.value(name, query)
    }

    /** The first column of every row, in the order of the query. */
    List<Object> column(String query) {
        server.connect(name).withCloseable { c ->
            c.createStatement().withCloseable { s ->
                def rows = s.executeQuery(query)
                List<Object> all = []
                while (rows.next()) {
                    all << rows.getObject(1)
                }
                all
            }
        }
    }

    Database database(String logical) {
        database
    }

    Values values() {
        Login login = login
        String id = run
        Map<String, String> made = places
        new Values() {
            Optional<String> captured(String step, String name) { Optional.ofNullable(name == 'place' ? made[step] : null) }
            Secret secret(String name) { new Secret(name, secrets[name]) }
            String runId() { id }
            String startedAt() { '2026-11-21T10:00:00Z' }
            Secret url(String database) { login.address().url(database) }
        }
    }

    Host host() {
        new LocalHost(home, new Workplace(home, path, [:]), new Manifests())
    }

    Clock clock() { clock }
    Cache cache(String name) { throw new UnsupportedOperationException() }
    Service service(String name) { throw new UnsupportedOperationException() }
    Metrics metrics(String name) { throw new UnsupportedOperationException() }

    History history() {
        [over: { String run -> Optional.ofNullable(runs[run]) }] as History
    }

    void leave() {
        effects.close()
        database.close()
    }

    void close() {
        leave()
        home.toFile().deleteDir()
    }
}
