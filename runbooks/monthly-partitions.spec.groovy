import dev.handrail.spec.RunbookSpec

/** Tests monthly-partitions.groovy: handrail test monthly-partitions */
class MonthlyPartitionsSpec extends RunbookSpec {
    static final String ATTACHED = "select count(*) from pg_inherits where inhparent = 'events'::regclass"

    def "a commit that nobody saw is known, and the second run has nothing to do"() {
        given:
        input('months-ahead', 2)
        killAfter('partitions/events')

        when:
        run()

        then:
        killed

        when:
        resume()

        then:
        exit == 0
        report.state() == 'done'
        value('main', "select count(*) from pg_class where relname like 'events_20%' and relispartition") > 12
        plan['partitions/events'].plan().empty
        plan['partitions/visits'].plan().empty
    }

    def "rows of a coming month in the default partition stop it, where nobody agrees that they are moved"() {
        given:
        execute('main', "insert into events (at, what) values (date_trunc('month', now()) + interval '40 days', 'early')")
        refuse('move-default-rows')

        when:
        run()

        then:
        exit == 4
        value('main', 'select count(*) from only events_rest') == 1
    }

    def "what was created and detached is taken back"() {
        given:
        runUntil('partitions/orders')
        int before = value('main', ATTACHED) as int

        when:
        rollback()

        then:
        exit == 0
        state('partitions/events') == 'rolled-back'
        value('main', ATTACHED) as int != before
        value('main', "select count(*) from events") == 15 * 100
    }

    def "a failed step leaves the others alone"() {
        given:
        failAt('partitions/orders')

        when:
        run()

        then:
        exit == 1
        state('partitions/events') == 'done'
        asked == ['partitions/events', 'partitions/orders']
    }
}
