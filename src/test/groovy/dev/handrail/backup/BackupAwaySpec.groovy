package dev.handrail.backup

import dev.handrail.live.LivePostgres
import dev.handrail.live.LiveStore
import dev.handrail.live.LiveTarget
import dev.handrail.problem.Problem
import dev.handrail.runbook.Bucket
import dev.handrail.runbook.Dump
import dev.handrail.runbook.Encryption
import dev.handrail.runbook.Plan
import dev.handrail.seal.Key
import dev.handrail.target.backup.OverNote
import dev.handrail.text.Text
import spock.lang.AutoCleanup
import spock.lang.Requires
import spock.lang.Shared
import spock.lang.Specification
import spock.lang.Tag

import java.nio.file.Files
import java.nio.file.Path

/** Backups that nobody else can read, and backups off the server: there and back again. */
@Requires({ LivePostgres.available && LiveStore.available })
class BackupAwaySpec extends Specification {
    static final Key OURS = Key.made()
    static final Text IDENTITY = new Text([new Text.Hidden('backup-key')])

    @Shared
    @AutoCleanup
    LiveStore store = new LiveStore('vault')
    @AutoCleanup
    LiveTarget target = new LiveTarget(LivePostgres.server(), LivePostgres.server().newDatabase('shop'))
    String vault = 's3://vault/' + UUID.randomUUID()
    Path backups = target.home.resolve('backups')

    def setup() {
        store.bind()
        target.secrets['backup-key'] = OURS.secret
        target.execute('create table users (id serial primary key, name text)',
                       "insert into users (name) select 'TELLTALE' || i from generate_series(1, 100) i")
    }

    def cleanup() {
        LiveStore.unbind()
    }

    def "an encrypted backup is unreadable where it lies, says how it was proven, and comes back"() {
        when:
        target.act(backup('backups', identity))
        Path place = backups.resolve("$target.name-r1-s-t")

        then:
        backups.toFile().list() as List == ["$target.name-r1-s-t"]*.toString()
        place.toFile().list().every { it.endsWith('.age') || it == 'manifest.json' }
        place.toFile().listFiles().findAll { it.name != 'manifest.json' }.every { it.bytes[0..20] as byte[] == 'age-encryption.org/v1'.bytes }
        target.host().backup(place).get().encrypted() == new dev.handrail.runbook.Manifest.Encrypted([OURS.recipient.text()], proof)
        !place.resolve('manifest.json').toFile().text.contains('AGE-SECRET-KEY')

        when:
        target.execute('delete from users')
        target.act(restore(IDENTITY))

        then:
        users() == 100
        !Files.exists(target.home.resolve('restoring')) || target.home.resolve('restoring').toFile().list().length == 0

        and: 'what is counted on goes on where it was'
        target.value("insert into users (name) values ('new') returning id") == 101

        when:
        target.back(restore(IDENTITY))

        then:
        users() == 0

        where:
        identity | proof
        IDENTITY | 'decrypted'
        null     | 'read back'
    }

    @Requires({ new File('/usr/bin/age').canExecute() })
    def "without handrail the age program and pg_restore are enough"() {
        given:
        target.act(backup('backups', null))
        Path key = Files.writeString(target.home.resolve('key'), OURS.secret + '\n')
        Path plain = Files.createDirectory(target.home.resolve('plain'))

        when:
        backups.resolve("$target.name-r1-s-t").toFile().listFiles().findAll { it.name.endsWith('.age') }.each {
            assert new ProcessBuilder('/usr/bin/age', '-d', '-i', "$key", '-o', "${plain.resolve(it.name - '.age')}", "$it").start().waitFor() == 0
        }
        Process reads = new ProcessBuilder("${LivePostgres.bin()}/pg_restore", '--file=-', "$plain").start()

        then:
        reads.inputStream.text.contains('TELLTALE100')
    }

    def "a key that does not fit is known before anything is dumped, and at a restore before anything is made"() {
        given:
        target.secrets['backup-key'] = Key.made().secret

        when:
        target.act(backup('backups', IDENTITY))

        then:
        def early = thrown(Problem)
        early.why().startsWith('none of the keys in the secret backup-key opens it')
        backups.toFile().list().length == 0

        when:
        target.act(backup('backups', null))
        target.act(restore(IDENTITY))

        then:
        thrown(Problem)
        databases() == target.name
        !Files.exists(target.home.resolve('restoring')) || target.home.resolve('restoring').toFile().list().length == 0
    }

    def "no restore of an encrypted backup is planned without what opens it"() {
        given:
        target.act(backup('backups', null))

        when:
        restore(null).plan(target)

        then:
        def problem = thrown(Problem)
        problem.what() == 'the backup is encrypted, and no identity is given that opens it'
        problem.remedy().contains("identity secret('backup-key')")
    }

    def "a backup goes to S3, is found there, and comes back from there: #encrypted"() {
        when:
        Plan plan = target.act(backup(vault, IDENTITY, encrypted))

        then:
        plan.effects()*.kind() == ['dump', 'upload']
        plan.effects()[1].show()[0].contains("$vault/$target.name-r1-s-t")
        target.home.resolve('uploads').toFile().list().length == 0
        target.host().backups(Bucket.of(vault))*.place() == ["$vault/$target.name-r1-s-t"]*.toString()
        !stored().any { it.text.contains('TELLTALE') }

        when:
        target.execute('delete from users')
        Plan restoring = target.act(restore(encrypted ? IDENTITY : null))

        then:
        restoring.effects()[0].show()[0] == "fetch $vault/$target.name-r1-s-t into a folder of its own, which is removed in the end"
        users() == 100
        target.home.resolve('restoring').toFile().list().length == 0

        where:
        encrypted << [true, false]
    }

    def "an object that is #damage in S3 is found before anything is made"() {
        given:
        target.act(backup(vault, null, false))
        File data = stored().findAll { it.name.endsWith('.dat.gz') }.max { it.length() }
        doing(data)

        when:
        target.act(restore(null))

        then:
        def problem = thrown(Problem)
        problem.told() =~ told
        databases() == target.name

        where:
        damage      | told                                 | doing
        'truncated' | /has \d+ bytes instead of/           | { File f -> new RandomAccessFile(f, 'rw').withCloseable { it.setLength(30) } }
        'changed'   | /has other bytes|is not what was/    | { File f -> new RandomAccessFile(f, 'rw').withCloseable { it.seek(20); it.write(0); it.write(1) } }
    }

    @Tag('long')
    def "of those in S3 so many are kept, the newest among them; a question about age finds them"() {
        given:
        LivePostgres server = target.server
        List<LiveTarget> runs = (1..4).collect { new LiveTarget(server, target.name, "k$it", target.home) }
        target.execute("delete from handrail.run where run like 'k%'")

        when: 'nothing tells that the first run is over'
        List<Plan> plans = runs[0..2].collect { it.act(backup(vault, null, false, new Keep(null, 2))) }

        then:
        plans[2].effects()*.kind() == ['dump', 'upload']
        plans[2].hazards()[0].what().endsWith("$vault/$target.name-k1-s-t: nothing here tells whether run k1 is over")

        when: 'each has its note, but for one whose note is of another run'
        OverNote.leave('k1', ["$vault/$target.name-k1-s-t".toString()])
        OverNote.leave('k1', ["$vault/$target.name-k2-s-t".toString()])
        plans << runs[3].act(backup(vault, null, false, new Keep(null, 2)))

        then:
        plans[3].effects().last().show() == ["remove the backup $vault/$target.name-k1-s-t"]*.toString()
        target.host().backups(Bucket.of(vault))*.run() == ['k4', 'k3', 'k2']
        target.host().backups(Bucket.of(vault))*.over() == [false, false, false]
        !stored().any { it.path.contains("$target.name-k1-s-t") }
        new dev.handrail.validate.BackupQuestion('main', [vault]).ask(target).facts().run == 'k4'

        cleanup:
        runs?.each { it.close() }
    }

    def "what an abandoned run left in S3 is named with its size, and goes with consent, its parts included"() {
        given:
        LiveTarget other = new LiveTarget(target.server, target.name, 'k1', target.home)
        Plan begun = backup(vault, null, false).plan(other)
        other.perform(begun.effects()[0])
        String folder = "$target.name-k1-s-t"
        def place = Bucket.of(vault)
        store.open(vault).withCloseable { it.write("$folder/owner", dev.handrail.target.backup.Leftover.owner(other.home.resolve("uploads/$folder"))) }
        store.open(vault).withCloseable { it.write("$folder/1.dat.gz", 'x' * 1000) }
        dev.handrail.target.store.Begun.upload(store.open(vault), "$folder/2.dat.gz", 5 << 20)

        when:
        def found = target.host().unfinished(place)

        then:
        found.collect { [it.place(), it.run(), it.database()] } == [["$vault/$folder".toString(), 'k1', target.name]]
        found[0].bytes() > (5 << 20) + 1000
        target.host().backups(place).empty

        when: 'the next backup asks'
        Plan plan = target.act(backup(vault, null, false))

        then:
        plan.consents()*.what()[0].contains("$vault/$folder of run k1, 5.0 MB")
        target.host().unfinished(place).empty
        store.open(vault).withCloseable { it.giveUp(folder) } == 0
        target.host().backups(place)*.run() == ['r1']
        !stored()*.name.contains('owner')

        cleanup:
        other?.close()
    }

    def "a finished backup in S3 is never taken for an unfinished one"() {
        given:
        target.act(backup(vault, null, false))
        store.open(vault).withCloseable { it.write("$target.name-r1-s-t/owner", "r1\nx\n$target.name") }

        and:
        target.consents = [dev.handrail.runbook.Prune.CONSENT] as Set

        when:
        target.perform(new dev.handrail.runbook.Prune(["$vault/$target.name-r1-s-t"]*.toString(), true))

        then:
        def problem = thrown(Problem)
        problem.why() == "it is no unfinished backup of handrail's"
        target.host().unfinished(Bucket.of(vault)).empty
        target.host().backups(Bucket.of(vault))*.run() == ['r1']
    }

    def "S3 that #what is told when the step is planned, before anything is dumped"() {
        given:
        doing(store)

        when:
        backup(place.replace('VAULT', vault), null, false).plan(target)

        then:
        def problem = thrown(Problem)
        problem.exitCode() == dev.handrail.problem.ExitCode.UNREACHABLE
        problem.what().startsWith(place.replace('VAULT', vault) + ' ')
        problem.what().endsWith(told)
        problem.remedy() =~ remedy
        !target.home.resolve('uploads').toFile().exists()

        where:
        what                    | place              | told              | remedy                    | doing
        'has no such bucket'    | 's3://no-such/x'   | 'is not there'    | /make the bucket no-such/ | { LiveStore s -> }
        'refuses the key'       | 'VAULT'            | 'refuses us'      | /whose credentials/       | { LiveStore s -> s.bind(s.url, 'wrong') }
        'is not there'          | 'VAULT'            | "can't be reached" | /AWS_ENDPOINT_URL/       | { LiveStore s -> s.bind("http://127.0.0.1:${LivePostgres.freePort()}") }
        'nobody has a key for'  | 'VAULT'            | "can't be reached" | /AWS_ACCESS_KEY_ID/      | { LiveStore s -> LiveStore.forget() }
    }

    private List<File> stored() {
        List<File> all = []
        store.folder.resolve(vault - 's3://').toFile().eachFileRecurse(groovy.io.FileType.FILES) { all << it }
        all
    }

    private BackupAction backup(String to, Text identity, boolean encrypted = true, Keep keep = null) {
        new BackupAction('main', 's/t', Text.of(to), 1, '1', Dump.Selection.WHOLE, Dump.Proving.READ,
                         encrypted ? new Encryption([OURS.recipient.text()], identity) : null, keep)
    }

    private RestoreAction restore(Text identity) {
        new RestoreAction('main', Text.of('s/t'), null, false, identity)
    }

    private Object users() {
        target.value('select count(*) from users')
    }

    private Object databases() {
        target.server.value('postgres', "select string_agg(datname, ' ' order by datname) from pg_database where datname like '${target.name}%'")
    }
}
