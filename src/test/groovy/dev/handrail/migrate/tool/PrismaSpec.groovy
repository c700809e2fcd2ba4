package dev.handrail.migrate.tool

import dev.handrail.live.LivePostgres
import dev.handrail.live.LiveTarget
import dev.handrail.problem.Problem
import dev.handrail.runbook.EffectFailure
import dev.handrail.runbook.Plan
import dev.handrail.runbook.WayBack
import dev.handrail.text.Text
import spock.lang.AutoCleanup
import spock.lang.Requires
import spock.lang.Specification

/** Prisma by its table alone: a script stands in for the tool. */
@Requires({ LivePostgres.available })
class PrismaSpec extends Specification {
    @AutoCleanup
    LiveTarget target = new LiveTarget(LivePostgres.server())

    def setup() {
        target.execute("""create table _prisma_migrations (id varchar(36) primary key, checksum varchar(64) not null, finished_at timestamptz,
            migration_name varchar(255) not null, logs text, rolled_back_at timestamptz, started_at timestamptz not null default now(),
            applied_steps_count int not null default 0)""", ended('1_init'))
    }

    private static String ended(String name, String finished = 'now()', String rolledBack = 'null') {
        "insert into _prisma_migrations (id, checksum, migration_name, finished_at, rolled_back_at) values (gen_random_uuid(), 'x', '$name', $finished, $rolledBack)"
    }

    private ToolAction prisma(String script = 'exit 0') {
        String tool = "[ \"\$1\" = --version ] && { echo 'prisma                  : 5.1.1'; exit; }; $script"
        new ToolAction(new Prisma(['1_init', '2_points', '3_more']), new Project('main', ['sh', '-c', tool, 'prisma'].collect { Text.of(it) }, [],
            [DATABASE_URL: new Text([new Text.Address('main')])], '', null, false, null, null))
    }

    private static String psql(String... statements) {
        statements.collect { "psql -qX \"\$DATABASE_URL\" -c \"$it\"" }.join('; ')
    }

    def "the folders that its table does not have are pending, one that was rolled back too"() {
        given:
        target.execute(ended('2_points', 'null', 'now()'))

        when:
        Plan plan = target.act(prisma(psql(ended('2_points'), ended('3_more'))))

        then:
        plan.effects()[0].tool() == 'prisma 5.1.1'
        plan.effects()[0].stages()*.id() == ['2_points', '3_more']
        prisma().plan(target).nothing() == 'everything that prisma knows is applied'
        prisma().wayBack() instanceof WayBack.None
    }

    def "a migration that failed is named, after it and before the next"() {
        when:
        target.act(prisma(psql(ended('2_points'), ended('3_more', 'null')) + '; exit 1'))

        then:
        EffectFailure failure = thrown()
        failure.problem().what().startsWith(
            'prisma ended with exit status 1, and its history public._prisma_migrations shows 1 of 2 that were planned; begun and not ended well: 3_more (started at ')

        when:
        prisma().plan(target)

        then:
        Problem problem = thrown()
        problem.what().startsWith('a migration of prisma was begun and did not end well: 3_more (started at ')
    }

    def "what is applied and has no folder stops it"() {
        given:
        target.execute(ended('0_gone'))

        when:
        prisma().plan(target)

        then:
        Problem problem = thrown()
        problem.what() == "migration 0_gone is applied, and prisma's folders do not have it"
    }
}
