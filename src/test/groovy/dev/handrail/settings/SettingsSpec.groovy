package dev.handrail.settings

import dev.handrail.problem.ExitCode
import dev.handrail.problem.Problem
import java.nio.file.Files
import java.nio.file.Path
import spock.lang.Specification
import spock.lang.TempDir

class SettingsSpec extends Specification {
    @TempDir
    Path folder

    def "every binding of an environment is read, short and long"() {
        when:
        Environment prod = load('''
            environments:
              prod:
                protected: true
                databases:
                  main: { connect: "service=mono_prod", role: migrator, readAs: reader, password: "env:PGPASSWORD" }
                  audit: "postgresql://reader@db.example.com/audit?sslmode=verify-full"
                caches: { permissions: { url: "rediss://redis.prod:6379/0", password: "file:redis.secret" } }
                services: { api: "https://api.example.com" }
                metrics: { default: "https://prometheus.example.com" }
                secrets: { api-token: "cmd:pass show 'api token'" }
                notify: { ops: { url: "env:OPS_WEBHOOK" } }
            ''').environment('prod')

        then:
        prod.guarded()
        !prod.sandbox()
        with(prod.databases().main) {
            [connect(), role(), readAs(), password()] == ['service=mono_prod', 'migrator', 'reader', 'env:PGPASSWORD']
            origin() == "$folder/handrail.yml:6"
        }
        prod.databases().audit.connect() == 'postgresql://reader@db.example.com/audit?sslmode=verify-full'
        prod.caches().permissions.url() == 'rediss://redis.prod:6379/0'
        prod.caches().permissions.password() == "file:$folder/redis.secret"
        prod.services().api.url() == 'https://api.example.com'
        prod.metrics()['default'].url() == 'https://prometheus.example.com'
        prod.secrets() == ['api-token': "cmd:pass show 'api token'"]
        prod.channels() == [ops: 'env:OPS_WEBHOOK']
    }

    def "the journals' mirror is read, and the project's counts before the user's"() {
        given:
        Path user = Files.createDirectories(folder.resolve('user'))
        Files.writeString(user.resolve('handrail.yml'), 'journal: { mirror: /mnt/mine, onFailure: stop }')

        when:
        if (text) {
            Files.writeString(folder.resolve('handrail.yml'), text)
        }
        Settings settings = Settings.load(folder, Home.at(user), Bindings.NONE)

        then:
        settings.mirroring().get() == new Mirroring(Path.of(mirror), stops, "${text ? folder : user}/handrail.yml:1")

        where:
        text                                               | mirror       | stops
        ''                                                 | '/mnt/mine'  | true
        'journal: { mirror: /mnt/ops }'                    | '/mnt/ops'   | false
        'journal: { mirror: /mnt/ops, onFailure: warn }'   | '/mnt/ops'   | false
        'journal: { mirror: /mnt/ops/../b, onFailure: stop }' | '/mnt/b'  | true
    }

    def "without the word there is no mirror"() {
        expect:
        load('environments: {}').mirroring().empty
    }

    def "a mistake is refused at #at: #what"() {
        when:
        load(text)

        then:
        Problem problem = thrown()
        problem.exitCode() == ExitCode.WRONG
        problem.where() == "$folder/handrail.yml:$at"
        problem.what().contains(what)
        problem.remedy().contains(remedy)

        where:
        text                                                                 | at     | what                     | remedy
        'journal: { mirror: backups }'                                       | '1:20' | 'an absolute path'       | '/mnt/journals'
        'journal: { mirror: "" }'                                            | '1:20' | 'an absolute path'       | '/mnt/journals'
        'journal:\n  onFailure: warn'                                        | '2:3'  | "'mirror' is missing"    | 'add mirror: FOLDER'
        'journal:\n  mirror: /x\n  onFailure: ignore'                        | '3:14' | 'warn or stop'           | 'write warn'
        'journal:\n  mirror: /x\n  onfailure: warn'                          | '3:3'  | "'onfailure'"            | "did you mean 'onFailure'?"
        'enviroments: {}'                                                    | '1:1'  | "'enviroments'"          | "did you mean 'environments'?"
        'environments:\n  prod:\n    databses: {}'                           | '3:5'  | "'databses'"             | "did you mean 'databases'?"
        'environments:\n  prod:\n    protected: maybe'                       | '3:16' | 'true or false'          | 'true or false'
        'environments:\n  prod:\n    databases: {main: {role: x}}'           | '3:23' | "'connect' is missing"   | 'add connect'
        'environments:\n  prod:\n    databases: {main: {conect: x}}'         | '3:24' | "'conect'"               | "'connect'"
        'environments:\n  p: {databases: {m: {connect: x, role: ""}}}'    | '2:41' | 'a role has a name'      | 'leave this out'
        'environments:\n  p: {databases: {m: {connect: x, readAs: " "}}}' | '2:43' | 'a role has a name'      | 'leave this out'
        'environments:\n  prod:\n    databases: [main]'                      | '3:16' | 'names with values'      | 'name: value'
        'environments:\n  prod:\n    databases:\n      main:'                | '4:12' | 'a text is expected'     | 'one value'
        'environments:\n  prod: {}\n  prod: {}'                              | '3:3'  | "'prod' is given twice"  | 'keep one'
        'environments:\n  sandbox: {}'                                       | '2:12' | "'sandbox' is taken"     | 'another name'
        'environments:\n  a b: {}'                                           | '2:8'  | 'name of an environment' | 'letters'
        'environments:\n  p: {services: {api: api.example.com}}'             | '2:23' | 'a URL that starts with' | 'https://'
        'environments:\n  p: {caches: {c: "http://x"}}'                      | '2:19' | 'redis:// or rediss://'  | 'redis://'
        'environments:\n  p: {databases: {m: "jdbc:postgresql://x/y"}}'      | '2:22' | 'JDBC'                   | 'service='
        'environments:\n  p: {databases: {m: "mysql://x/y"}}'                | '2:22' | 'PostgreSQL'             | 'service='
        'environments:\n\tprod: {}'                                          | '2:1'  | 'not YAML'               | 'blanks'
        'environments: {'                                                    | '1:16' | 'not YAML'               | 'bracket'
    }

    def "a secret written out is refused and not repeated: #key"() {
        when:
        load("environments:\n  p: {$value}")

        then:
        Problem problem = thrown()
        problem.exitCode() == ExitCode.WRONG
        problem.where().contains('handrail.yml:2:')
        !problem.told().contains('hunter2')
        problem.remedy().contains(remedy)

        where:
        value                                                       | remedy
        'secrets: {token: hunter2}'                                 | 'env:API_TOKEN'
        'databases: {m: {connect: "service=x", password: hunter2}}' | 'env:NAME'
        'databases: {m: "postgresql://u:hunter2@h/d"}'              | '{ connect: "postgresql://u@h/d", password: "env:NAME" }'
        'databases: {m: "postgresql://u:hun/ter@hunter2@h/d"}'      | '{ connect: "postgresql://u@h/d", password: "env:NAME" }'
        'databases: {m: "host=h password=hunter2 dbname=d"}'        | '{ connect: "host=h dbname=d", password: "env:NAME" }'
        'databases: {m: "postgresql://h/d?password=hunter2"}'       | 'password: "env:NAME"'
        'caches: {c: "redis://:hunter2@a:1,b:2/0"}'                 | '{ url: "redis://@a:1,b:2/0", password: "env:NAME" }'
        'caches: {c: "redis://:hunter2@h:6379/0"}'                  | '{ url: "redis://@h:6379/0", password: "env:NAME" }'
        'services: {s: "https://u:hunter2@h/"}'                     | 'env:NAME'
        key = value.takeBefore(':')
    }

    def "an address may be a source as a whole"() {
        when:
        Environment env = load('''
            environments: { ci: { databases: { main: "env:DATABASE_URL" }, caches: { c: "env:REDIS_URL" } } }
            ''').environment('ci')

        then:
        env.databases().main.connect() == 'env:DATABASE_URL'
        env.caches().c.url() == 'env:REDIS_URL'
    }

    def "an unknown environment is named with the near one, all others and the files looked at"() {
        when:
        load('environments: {staging: {}, prod: {}}').environment('stagign')

        then:
        Problem problem = thrown()
        problem.exitCode() == ExitCode.WRONG
        problem.what() == "there is no environment 'stagign'"
        problem.why().contains("$folder/handrail.yml")
        problem.remedy() == "did you mean 'staging'? Known here: prod, sandbox, staging"
    }

    def "the project's bindings count and the user's fill in what is missing"() {
        given:
        Home home = Home.at(folder.resolve('home'))
        home.open()
        Files.writeString(home.config().resolve('handrail.yml'),
            'environments: {p: {protected: true, databases: {a: "service=mine", b: "service=b"}}, own: {}}')

        when:
        Settings settings = load('environments: {p: {databases: {a: "service=theirs"}}}', home)
        Environment p = settings.environment('p')

        then:
        p.guarded()
        p.databases().collectEntries { k, v -> [k, v.connect()] } == [a: 'service=theirs', b: 'service=b']
        settings.names() == ['sandbox', 'p', 'own']
    }

    def "options bind before files, and say so"() {
        given:
        Bindings options = Bindings.parse(['main=service=x'], ['c=redis://h:1,i:2/1'], ['api=http://h'], ['default=http://p'])

        when:
        Environment env = load('environments: {p: {databases: {main: "service=y", other: "service=z"}}}',
            Home.at(folder), options).environment('p')

        then:
        env.databases().main.connect() == 'service=x'
        env.databases().main.origin() == '--database main'
        env.databases().other.connect() == 'service=z'
        env.caches().c.url() == 'redis://h:1,i:2/1'
    }

    def "options are written once more as a shell takes them, and no password in them: #written"() {
        expect:
        Bindings.parse(*['--database', '--cache', '--service', '--metrics'].collect { it == option ? [written] : [] }).again() == again

        where:
        option       | written                                  || again
        '--database' | 'main=service=x'                         || ' --database main=service=x'
        '--database' | 'main=host=h dbname=shop'                || " --database 'main=host=h dbname=shop'"
        '--database' | 'main=postgresql://ana@h/shop?a=1&b=2'   || " --database 'main=postgresql://ana@h/shop?a=1&b=2'"
        '--database' | 'main=postgresql://ana:hush@h/shop'      || ' --database main=env:MAIN_DATABASE'
        '--database' | 'main=host=h password=hush dbname=shop'  || ' --database main=env:MAIN_DATABASE'
        '--database' | 'main=postgresql://h/shop?password=hush' || ' --database main=env:MAIN_DATABASE'
        '--database' | 'main=env:SHOP'                          || ' --database main=env:SHOP'
        '--database' | 'main=cmd:pass show shop'                || " --database 'main=cmd:pass show shop'"
        '--cache'    | 'hot-keys=redis://:hush@h:1/0'           || ' --cache hot-keys=env:HOT_KEYS_CACHE'
        '--cache'    | 'hot-keys=redis://h:1,i:2/1'             || ' --cache hot-keys=redis://h:1,i:2/1'
        '--service'  | 'api=https://ana:hush@h/x'               || ' --service api=env:API_SERVICE'
        '--metrics'  | 'default=http://p:9090'                  || ' --metrics default=http://p:9090'
    }

    def "options without an environment never mix real targets with embedded ones"() {
        given:
        Settings settings = load('', Home.at(folder), Bindings.parse(['main=service=prod'], [], [], []))

        expect:
        settings.environment(null).name() == 'adhoc'
        !settings.environment(null).sandbox()
        settings.environment('sandbox').sandbox()
        settings.environment('sandbox').databases().keySet() == ['main'] as Set
    }

    def "where no file declares any, --env names what options bind; where one does, it must be declared"() {
        given:
        Bindings options = Bindings.parse(['main=service=x'], [], [], [])

        expect:
        Settings.load(folder, Home.at(folder.resolve('h')), options).environment('ci').name() == 'ci'

        when:
        load('environments: {prod: {}}', Home.at(folder), options).environment('ci')

        then:
        thrown(Problem)
    }

    def "without options and files the sandbox is meant"() {
        when:
        Settings settings = Settings.load(folder, Home.at(folder.resolve('h')), Bindings.NONE)

        then:
        settings.environment(null).sandbox()
        settings.environment(null).name() == 'sandbox'
        settings.files() == ["$folder/handrail.yml".toString(), "$folder/h/handrail.yml".toString()]
    }

    def "the option #option #value is refused: #what"() {
        when:
        Bindings.parse(option == '--database' ? value : [], option == '--cache' ? value : [],
            option == '--service' ? value : [], option == '--metrics' ? value : [])

        then:
        Problem problem = thrown()
        problem.exitCode() == ExitCode.WRONG
        problem.what().contains(what)
        problem.remedy().startsWith("write $option")

        where:
        option       | value                | what
        '--database' | ['main']             | 'needs a name'
        '--database' | ['=service=x']       | 'needs a name'
        '--database' | ['m=a=b', 'm=c=d']   | 'bound twice'
        '--cache'    | ['c=localhost:6379'] | 'redis://'
        '--service'  | ['api=localhost']    | 'http://'
        '--metrics'  | ['default=file:///'] | 'http://'
    }

    def "the sample that we ship loads"() {
        when:
        Settings settings = load(Files.readString(Path.of('shell/handrail.yml')))

        then:
        settings.names() == ['sandbox', 'staging', 'prod', 'ci']
        settings.environment('prod').guarded()
    }

    private Settings load(String text, Home home = Home.at(folder), Bindings bindings = Bindings.NONE) {
        Files.writeString(folder.resolve('handrail.yml'), text.stripIndent())
        Settings.load(folder, home, bindings)
    }
}
