package dev.handrail.index

import dev.handrail.index.IndexAction.Mode
import dev.handrail.problem.ExitCode
import dev.handrail.problem.Problem
import dev.handrail.runbook.Done
import dev.handrail.runbook.Envelope
import dev.handrail.runbook.Plan
import dev.handrail.runbook.Risk
import dev.handrail.runbook.Semantics
import spock.lang.Specification

class IndexActionSpec extends Specification {
    static final Work WORK = new Work('main', Envelope.DEFAULT)
    static final Table USERS = new Table('public', 'users', 'r')
    static final Definition ON_UUID = Definition.of('users_uuid on users (uuid)')

    static Existing index(Map more = [:]) {
        String name = more.name ?: 'users_uuid'
        new Existing('public.users', 'public', name, (more.oid ?: 4711) as long, (more.kind ?: 'i') as String, more.part ?: false,
            more.valid != false, (more.definition ?: "CREATE INDEX $name ON public.users USING btree (${more.on ?: 'uuid'})") as String,
            more.constraint as String, more.builder as Long)
    }

    static List<String> shown(Plan plan) { plan.effects()*.show().flatten() }

    def "an index that is missing is built concurrently, and the catalog proves it"() {
        when:
        Plan plan = new Creating(WORK, USERS, ON_UUID).plan(Optional.empty())

        then:
        plan.risk() == Risk.CHANGES
        shown(plan) == ['create index concurrently users_uuid on public.users (uuid);']
        with(plan.effects()[0]) {
            !transaction()
            semantics() == Semantics.IDEMPOTENT
            proof().contains("to_regclass('public.users_uuid')") && proof().contains('indisvalid')
            facts() == [created: 'public.users_uuid']
        }
    }

    def "an index that is there and valid is nothing to do"() {
        expect:
        new Creating(WORK, USERS, ON_UUID).plan(Optional.of(index())).nothing() == 'index public.users_uuid is there and valid'
    }

    def "an index that the server words in another way is nothing to do, and its wording is shown"() {
        given:
        String definition = 'CREATE INDEX users_uuid ON public.users USING btree (uuid) WHERE (NOT deleted)'

        expect:
        new Creating(WORK, USERS, Definition.of('users_uuid on users (uuid) where deleted is false'))
            .plan(Optional.of(index(definition: definition))).nothing().endsWith("the server writes it as: $definition")
    }

    def "what a failed build left behind is dropped by consent and built again"() {
        when:
        Plan plan = new Creating(WORK, USERS, ON_UUID).plan(Optional.of(index(valid: false)))

        then:
        plan.consents()*.kind() == ['drop-invalid-index']
        shown(plan) == ['-- what an unfinished build left behind (object 4711)', 'drop index concurrently public.users_uuid;',
                        'create index concurrently users_uuid on public.users (uuid);']
    }

    def "dropping one leftover never stands for dropping the next"() {
        expect:
        WORK.dropLeftover(index(oid: 1)).key() != WORK.dropLeftover(index(oid: 2)).key()
        WORK.dropLeftover(index(oid: 1)).key() == WORK.dropLeftover(index(oid: 1)).key()
    }

    def "create is refused: #what"() {
        when:
        new Creating(WORK, table, ON_UUID).plan(existing)

        then:
        Problem problem = thrown()
        problem.exitCode() == code
        problem.what() == what

        where:
        table                             | existing                                        || code               | what
        USERS                             | Optional.of(index(on: 'email'))                 || ExitCode.FAILED    | 'the name public.users_uuid is taken'
        USERS                             | Optional.of(index(kind: 'r', definition: ' ').with { new Existing('', it.schema(), it.name(), 1, 'r', false, false, '', null, null) }) || ExitCode.FAILED | 'the name public.users_uuid is taken'
        USERS                             | Optional.of(index(valid: false, builder: 99))   || ExitCode.UNDECIDED | 'public.users_uuid is being built right now'
        new Table('public', 'users', 'p') | Optional.empty()                                || ExitCode.FAILED    | "public.users is partitioned: its index can't be replaced in one go"
        new Table('public', 'users', 'v') | Optional.empty()                                || ExitCode.FAILED    | "public.users can't have an index"
    }

    def "an index is dropped concurrently, and what it was is kept for the way back"() {
        when:
        Plan plan = new Dropping(WORK, 'users_uuid').plan(Optional.of(index()))

        then:
        plan.risk() == Risk.CHANGES
        shown(plan) == ['drop index concurrently public.users_uuid;']
        plan.effects()[0].facts() == [definition: 'CREATE INDEX users_uuid ON public.users USING btree (uuid)']
        plan.effects()[0].proof() == "select pg_catalog.to_regclass('public.users_uuid') is null"
    }

    def "an index that is gone is nothing to drop"() {
        expect:
        new Dropping(WORK, 'users_uuid').plan(Optional.empty()).nothing() == 'there is no index users_uuid'
    }

    def "drop is refused where #why"() {
        when:
        new Dropping(WORK, 'users_uuid').plan(Optional.of(existing))

        then:
        Problem problem = thrown()
        problem.why().contains(why)

        where:
        existing                        || why
        index(constraint: 'users_pkey') || 'the constraint users_pkey stands on it'
        index(kind: 'I')                || 'the index of a partitioned table'
        index(part: true)               || 'the index of a partitioned table'
    }

    def "replace goes on from what is there: present #present, new #fresh, old #old"() {
        when:
        Plan plan = new Replacing(WORK, USERS, ON_UUID).plan(new Replacing.Names(
            Optional.of(index(on: present)), Optional.ofNullable(fresh), Optional.ofNullable(old)))

        then:
        shown(plan).findAll { !it.startsWith('--') } == expected
        plan.consents()*.kind() == consents

        where:
        present | fresh                                                  | old                                  || consents                | expected
        'email' | null                                                   | null                                 || []                      | [BUILD, *SWAP, DROP_OLD]
        'email' | index(name: 'users_uuid_new')                          | null                                 || []                      | [*SWAP, DROP_OLD]
        'email' | index(name: 'users_uuid_new', valid: false)            | null                                 || ['drop-invalid-index']  | [DROP_NEW, BUILD, *SWAP, DROP_OLD]
        'uuid'  | null                                                   | null                                 || []                      | []
        'uuid'  | null                                                   | index(name: 'users_uuid_old', on: 'email') || ['drop-replaced-index'] | [DROP_OLD]
        'email' | null                                                   | index(name: 'users_uuid_old')        || []                      | [*SWAP_BACK, DROP_NEW]
    }

    static final String BUILD = 'create index concurrently users_uuid_new on public.users (uuid);'
    static final List<String> SWAP = ['alter index public.users_uuid rename to users_uuid_old;',
                                      'alter index public.users_uuid_new rename to users_uuid;']
    static final List<String> SWAP_BACK = ['alter index public.users_uuid rename to users_uuid_new;',
                                           'alter index public.users_uuid_old rename to users_uuid;']
    static final String DROP_OLD = 'drop index concurrently public.users_uuid_old;'
    static final String DROP_NEW = 'drop index concurrently public.users_uuid_new;'

    def "the last effect of a replacement is the same one when it is planned from halfway"() {
        given:
        Replacing replacing = new Replacing(WORK, USERS, ON_UUID)
        Plan whole = replacing.plan(new Replacing.Names(Optional.of(index(on: 'email')), Optional.empty(), Optional.empty()))
        Plan rest = replacing.plan(new Replacing.Names(Optional.of(index()), Optional.empty(),
            Optional.of(index(name: 'users_uuid_old', on: 'email'))))

        expect:
        rest.effects()*.key() == [whole.effects().last().key()]
    }

    def "replace is refused: #what"() {
        when:
        new Replacing(WORK, USERS, ON_UUID).plan(new Replacing.Names(
            Optional.ofNullable(present), Optional.ofNullable(fresh), Optional.ofNullable(old)))

        then:
        Problem problem = thrown()
        problem.what().contains(what)

        where:
        present                                       | fresh                                       | old                                         || what
        null                                          | null                                        | null                                        || 'there is no index users_uuid to replace'
        index(on: 'email')                            | index(name: 'users_uuid_new', on: 'other')  | null                                        || 'the name public.users_uuid_new is needed'
        index(on: 'email')                            | null                                        | index(name: 'users_uuid_old', on: 'other')  || 'the name public.users_uuid_old is needed'
        index(on: 'email', constraint: 'users_uuid')  | null                                        | null                                        || "can't be dropped on its own"
        index(on: 'email')                            | index(name: 'users_uuid_new', builder: 9)   | null                                        || 'is being built right now'
    }

    def "after #mode with #facts the way back is #inverse"() {
        given:
        IndexAction forward = new IndexAction('main', mode, mode == Mode.DROP ? 'i' : 'i on t (a)', Envelope.DEFAULT)
        Done done = new Done('r', 's/t', facts.collect { new Done.Work('sql', 'k', it) })

        expect:
        IndexBack.inverse(forward, done).map { [it.mode(), it.definition()] }.orElse(null) == inverse

        where:
        mode         | facts                                                                      || inverse
        Mode.CREATE  | [[created: 'public.i']]                                                    || [Mode.DROP, 'public.i']
        Mode.CREATE  | []                                                                         || null
        Mode.DROP    | [[definition: 'CREATE UNIQUE INDEX i ON public.t USING btree (a)']]        || [Mode.CREATE, 'unique i on public.t USING btree (a)']
        Mode.DROP    | [[:]]                                                                      || null
        Mode.REPLACE | [[created: 'public.i_new'], [replaced: 'CREATE INDEX i ON public.t USING btree (b)']] || [Mode.REPLACE, 'i on public.t USING btree (b)']
        Mode.REPLACE | [[created: 'public.i_new']]                                                || [Mode.DROP, 'public.i_new']
    }
}
