package dev.handrail.faults

import com.sun.net.httpserver.HttpServer
import dev.handrail.live.LivePostgres
import dev.handrail.live.LiveRedis
import dev.handrail.live.Wire
import java.nio.file.Files
import java.nio.file.Path
import java.util.concurrent.CopyOnWriteArrayList
import java.util.concurrent.Executors

/**
 * What a run of every kind of work leaves behind, so made that each doubled and each lost piece of work can be counted:
 * tables without a unique key, rows that count how often they were changed, a file with a line for each start of a
 * program, a service that remembers every request.
 */
class Site implements AutoCloseable {
    static final int ROWS = 120

    final Path folder
    final String database
    final List<String> posts = new CopyOnWriteArrayList<>()
    /** Between the program and its database. */
    final Wire wire
    private final LivePostgres postgres
    private final LiveRedis redis
    private final int cache
    private final HttpServer service

    /** @param cache the Redis database that is its own */
    Site(Path parent, LivePostgres postgres, LiveRedis redis, int cache) {
        this.cache = cache
        this.postgres = postgres
        this.redis = redis
        folder = Files.createTempDirectory(parent, 'site')
        database = postgres.newDatabase('faults')
        wire = new Wire(postgres.port)
        service = HttpServer.create(new InetSocketAddress(InetAddress.loopbackAddress, 0), 0)
        service.executor = Executors.newCachedThreadPool { new Thread(it).tap { daemon = true } }
        service.createContext('/orders') { exchange ->
            posts << String.valueOf(exchange.requestHeaders.getFirst('Idempotency-Key'))
            long begin = System.nanoTime()
            while (System.nanoTime() - begin < 10_000_000) {
                java.util.concurrent.locks.LockSupport.parkNanos(1_000_000)
            }
            exchange.sendResponseHeaders(201, -1)
            exchange.close()
        }
        service.start()
        fill()
        Files.writeString(folder.resolve('faults.groovy'), RUNBOOK)
        program('append', 'echo "$1" >> lines; echo said')
        file('migrations/01_first.sql', "insert into once values ('first');")
        file('migrations/02_second.sql', "insert into once values ('second');\ncreate index concurrently once_step on once (step);")
        file('migrations/revert/01_first.sql', "delete from once where step = 'first';")
        file('migrations/revert/02_second.sql', "drop index concurrently once_step;\ndelete from once where step = 'second';")
    }

    private Path file(String name, String text) {
        Path file = folder.resolve(name)
        Files.createDirectories(file.parent)
        Files.writeString(file, text)
    }

    private void program(String name, String body) {
        file(name, "#!/bin/sh\n$body\n".toString()).toFile().setExecutable(true)
    }

    private void fill() {
        postgres.execute(database,
            'create table once (step text not null)',
            "create table users (id int primary key, n int not null, name text not null)",
            "insert into users select g, 0, 'user ' || g from generate_series(1, $ROWS) g",
            'create table log (at timestamptz not null, what text) partition by range (at)',
            "create table log_2020_01 partition of log for values from ('2020-01-01 00:00+00') to ('2020-02-01 00:00+00')",
            "create table log_2020_02 partition of log for values from ('2020-02-01 00:00+00') to ('2020-03-01 00:00+00')",
            "insert into log values ('2020-01-05', 'old'), ('2020-02-05', 'old')")
        redis.say('FLUSHDB', cache)
        redis.fill(40, cache, 'stale:')
    }

    /** One step for each way in which work is proven, or is not. */
    private static final String RUNBOOK = '''
        runbook('faults', 'Every kind of work') {
          database 'main'
          cache 'permissions'
          service 'api'
          section('data', 'Data') {
            step('insert') { sql "insert into once select 'insert' from pg_sleep(0.03)"; rollback { sql "delete from once where step = 'insert'" } }
            step('loose') {
              sql("insert into once select 'loose' from pg_sleep(0.03)") { outsideTransaction() }
              rollback { sql "delete from once where step = 'loose'" }
            }
            step('constraint') {
              sql 'alter table users add constraint named check (name is not null) not valid'
              rollback { sql 'alter table users drop constraint named' }
            }
            step('validate') {
              sql 'alter table users validate constraint named; select pg_sleep(0.03)'
              rollback { sql 'alter table users drop constraint if exists named' }
            }
            step('migrate') { migrate { files 'migrations/*.sql'; revert 'migrations/revert/*.sql' } }
            step('index') { index { create 'users_name on users (name)' } }
            step('partitions') { partition { table 'log'; by month; ahead 1; keep 1 } }
            step('backfill') { backfill { table 'users'; set 'n = n + 1'; batch 20 }; rollback { sql 'update users set n = 0 where true' } }
            step('backup') { backup { to 'backups' } }
          }
          section('around', 'Around it') {
            step('flush') { flush { keys 'stale:*' } }
            step('warm') {
              warm { from 'select id, n from users'; key 'user:{id}'; value '{n}' }
              check('all are there') { redis 'count', 'user:*'; expect atLeast(120) }
            }
            step('program') { command './append', 'line'; rollback { command 'true' } }
            step('post') { http { post '/orders'; json order: 1; expect status(201) }; rollback { command 'true' } }
            step('person') { manual 'Call the bank'; answer 'done'; rollback { command 'true' } }
            step('last') {
              check('rows') { sql 'select count(*) from once'; expect 4 }
              check('every row once') { sql 'select count(*) from users where n <> 1'; expect 0 }
            }
          }
        }
        '''.stripIndent()

    List<String> words(String key) {
        ['run', 'faults.groovy', '--id', key, '--home', folder.resolve('home').toString(), '--wait-lock', '30s',
         '--database', "main=${postgres.conninfo(database).replace("port=$postgres.port", "port=$wire.port")}", '--cache', "permissions=${redis.url(cache)}",
         '--service', "api=http://127.0.0.1:$service.address.port",
         '--yes', 'changes', '--answer', 'around/person=done',
         '--consent', 'data/index=drop-invalid-index', '--consent', 'data/partitions=finalize-detach']*.toString()
    }

    Path journal(String key) {
        folder.resolve("home/runs/$key/journal.jsonl")
    }

    /** Steps of whose end nobody but a person can tell. */
    static final Set<String> UNPROVEN = ['around/program', 'around/post', 'data/loose', 'data/migrate']

    /** What an operator would see who looks whether a step's unproven work took hold, and mends what stands in the way. */
    boolean happened(String step) {
        switch (step) {
            case 'around/program': return lines() > 0
            case 'around/post': return posts.size() > 0
            case 'data/loose': return rows('loose') > 0
            case 'data/migrate': return indexed()
            default: throw new IllegalStateException("nobody should have to be asked about $step")
        }
    }

    private boolean indexed() {
        Object valid = postgres.value(database, "select indisvalid from pg_index where indexrelid = to_regclass('once_step')")
        if (valid == false) {
            postgres.execute(database, 'drop index once_step')
        }
        valid == true
    }

    /** Takes away what proves anything: rows, notes, and with them the way to tell done from not done. */
    void forget(String key) {
        postgres.execute(database, "do \$\$ begin if to_regclass('handrail.marker') is not null then delete from handrail.marker; end if; end \$\$")
        folder.resolve("home/runs/$key/logs").toFile().listFiles()?.findAll { it.name.endsWith('.exit') }*.delete()
    }

    private int lines() {
        File file = folder.resolve('lines').toFile()
        file.exists() ? file.readLines().size() : 0
    }

    private int rows(String step) {
        postgres.value(database, "select count(*) from once where step = '$step'") as int
    }

    /** Whether any work was begun: schema handrail comes with the first. */
    boolean begun() {
        postgres.value(database, "select to_regclass('handrail.run') is not null")
    }

    /** What is not as one run from start to end leaves it; empty where all is. */
    List<String> differences() {
        List<String> wrong = []
        Map<String, Integer> counted = ['insert', 'loose', 'first', 'second'].collectEntries { [it, rows(it)] } +
            [program: lines(), post: posts.size()]
        counted.findAll { it.value != 1 }.each { wrong << "$it.key happened $it.value times".toString() }
        Map<String, String> questions = [
            'rows not changed exactly once'  : 'select count(*) from users where n <> 1',
            'invalid indexes'                : 'select count(*) from pg_index where not indisvalid or not indisready',
            'indexes missing'                : "select 1 - count(*) from pg_class where relname = 'users_name'",
            'constraints not valid'          : 'select 1 - count(*) from pg_constraint where conname = $$named$$ and convalidated',
            'partitions half detached'       : 'select count(*) from pg_inherits where inhdetachpending',
            'old partitions attached still'  : "select count(*) from pg_inherits where inhrelid::regclass::text like 'log_2020%'",
            'rows of old partitions lost'    : 'select 2 - (select count(*) from log_2020_01) - (select count(*) from log_2020_02)',
            'partitions missing'             : "select 2 - count(*) from pg_inherits where inhparent = 'log'::regclass",
            'transactions left'              : 'select count(*) from pg_prepared_xacts',
            'open runs on record'            : 'select count(*) from handrail.run',
            'migrations missing'             : 'select 2 - count(*) from handrail.migration']
        questions.each { what, query ->
            long number = postgres.value(database, query) as long
            if (number != 0) {
                wrong << "$what: $number".toString()
            }
        }
        wrong + cacheDifferences() + backupDifferences()
    }

    private List<String> cacheDifferences() {
        int stale = keys('stale:*')
        int users = keys('user:*')
        String last = redis.say("GET user:$ROWS", cache)
        (stale ? ["$stale stale keys".toString()] : []) + (users == ROWS ? [] : ["$users keys of users".toString()]) +
            (last == '$1' ? [] : ["the last key holds $last".toString()])
    }

    private int keys(String pattern) {
        redis.say("EVAL \"return #redis.call('keys','$pattern')\" 0", cache).substring(1) as int
    }

    private List<String> backupDifferences() {
        File[] all = folder.resolve('home/backups').toFile().listFiles() ?: [] as File[]
        List<File> whole = all.findAll { new File(it, 'manifest.json').exists() }
        whole.size() == 1 && all.size() == 1 ? [] : ["backups: ${all*.name}, whole ${whole*.name}".toString()]
    }

    void close() {
        service.stop(0)
        wire.close()
        postgres.execute('postgres', "drop database if exists \"$database\" with (force)")
        folder.toFile().deleteDir()
    }
}
