package dev.handrail.shell

import dev.handrail.live.LivePostgres
import dev.handrail.live.LiveRedis
import dev.handrail.shell.session.Seat
import spock.lang.Requires
import spock.lang.Shared
import spock.lang.Specification
import spock.lang.TempDir
import java.nio.file.Files
import java.nio.file.Path

/** A journal that was cut at the end of a record is whole in itself: the target shows that there was more. */
@Requires({ LivePostgres.available })
class CutJournalSpec extends Specification {
    @Shared
    LivePostgres server = LivePostgres.server()
    @Shared
    LiveRedis redis = LiveRedis.server()
    @TempDir
    Path folder
    String name = server.newDatabase()
    ByteArrayOutputStream err = new ByteArrayOutputStream()

    private int handrail(String home, String... words) {
        err.reset()
        Seat seat = new Seat(new PrintStream(new ByteArrayOutputStream(), true), new PrintStream(err, true), [HOME: folder.toString()],
            folder, { Optional.empty() }, { 80 }, false, false, false)
        Front.run(seat, ['--home', folder.resolve(home).toString(), *words] as String[]).status()
    }

    private void book(String body) {
        Files.writeString(Files.createDirectories(folder.resolve('runbooks')).resolve('shop.groovy'), "runbook('shop', 'Shop') {\n$body\n}\n")
    }

    private Path journal(String home) {
        folder.resolve("$home/runs/k1/journal.jsonl")
    }

    private void cut(int records) {
        List<String> lines = Files.readAllLines(journal('home'))
        Files.writeString(journal('home'), lines.take(lines.size() - records).join('\n') + '\n')
    }

    def "resume and rollback refuse it before they do anything, and go on with the whole one"() {
        given:
        book("""
            database 'main'
            section('a') {
              step('one') { sql 'create table t (n int)'; rollback { sql 'drop table t' } }
              step('two') { sql 'insert into t values (1)'; rollback { sql 'delete from t' } }
              step('ask') { manual 'Go on?'; answer 'yes' }
              step('three') { sql 'insert into t values (3)'; rollback { sql 'delete from t where n = 3' } }
            }""")
        String[] bound = ['--database', "main=${server.conninfo(name)}", '--yes', 'changes'] as String[]
        assert handrail('home', 'run', 'shop', '--id', 'k1', *bound, '--answer', 'a/ask=no') == 1
        byte[] whole = Files.readAllBytes(journal('home'))
        int started = Files.readAllLines(journal('home')).findLastIndexOf { it.contains('"effect.started"') && it.contains('a/two') }
        int records = Files.readAllLines(journal('home')).size()

        when:
        cut(records - started)
        byte[] left = Files.readAllBytes(journal('home'))

        then:
        handrail('home', command, 'k1', *bound, *(command == 'resume' ? ['--answer', 'a/ask=yes'] : ['--confirm', "a/one=adhoc/$name"])) == 8
        err.toString().contains("the journal of run k1 was cut: 1 or more records are missing, it ends with $started")
        err.toString().contains("database main has a/two at 20")
        err.toString().contains(": record ${started + 1}")
        Files.readAllBytes(journal('home')) == left
        server.value(name, 'select array_agg(n order by n)::text from t') == '{1}'

        when: 'it is gone on with in another home under the same key'
        int elsewhere = handrail('other', 'run', 'shop', '--id', 'k1', *bound, '--answer', 'a/ask=yes')

        then:
        elsewhere in [4, 8]
        !Files.exists(journal('other'))

        when:
        Files.write(journal('home'), whole)

        then:
        handrail('home', 'resume', 'k1', *bound, '--answer', 'a/ask=yes') == 0
        server.value(name, 'select array_agg(n order by n)::text from t') == '{1,3}'

        when: 'the home is lost, and a nightly job uses its key again'
        int again = handrail('lost', 'run', 'shop', '--id', 'k1', *bound, '--answer', 'a/ask=yes')

        then:
        again == 8
        err.toString().contains('a run k1 has worked here, and its journal is not in this home')
        server.value(name, 'select array_agg(n order by n)::text from t') == '{1,3}'

        where:
        command << ['resume', 'rollback']
    }

    def "a cut journal can still be closed by hand"() {
        given:
        book("""
            database 'main'
            section('a') {
              step('one') { sql 'create table t (n int)'; rollback { sql 'drop table t' } }
              step('ask') { manual 'Go on?'; answer 'yes' }
            }""")
        String[] bound = ['--database', "main=${server.conninfo(name)}", '--yes', 'changes'] as String[]
        assert handrail('home', 'run', 'shop', '--id', 'k1', *bound, '--answer', 'a/ask=no') == 1
        List<String> lines = Files.readAllLines(journal('home'))
        Files.writeString(journal('home'), lines[0] + '\n')

        expect:
        handrail('home', 'resume', 'k1', *bound, '--answer', 'a/ask=yes') == 8
        handrail('home', 'abandon', 'k1', '--reason', 'the journal is lost', '--database', "main=${server.conninfo(name)}") == 0
    }

    def "where only a cache is changed, its own note shows a cut journal, step by step"() {
        given:
        redis.say('FLUSHDB', 6)
        redis.say('SET perm:1 x', 6)
        book("""
            cache 'permissions'
            section('a') {
              step('one') { flush { keys 'perm:*' } }
              step('ask') { manual 'Go on?'; answer 'yes' }
            }""")
        String[] bound = ['--cache', "permissions=${redis.url(6)}", '--yes', 'changes', '--confirm', 'a/one=adhoc/permissions'] as String[]
        int first = handrail('home', 'run', 'shop', '--id', 'k1', *bound, '--answer', 'a/ask=no')

        expect:
        first == 1

        when:
        byte[] whole = Files.readAllBytes(journal('home'))
        cut(Files.readAllLines(journal('home')).size() - 1)

        then:
        handrail('home', 'resume', 'k1', *bound, '--answer', 'a/ask=yes') == 8
        err.toString().contains('cache permissions has the last step that was begun: record ')

        when:
        Files.write(journal('home'), whole)

        then:
        handrail('home', 'resume', 'k1', *bound, '--answer', 'a/ask=yes') == 0
        redis.say('KEYS *', 6).toString().contains('handrail:head') == false
    }
}
