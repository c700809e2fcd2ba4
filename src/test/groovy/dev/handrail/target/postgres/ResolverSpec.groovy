package dev.handrail.target.postgres

import dev.handrail.problem.ExitCode
import dev.handrail.problem.Problem
import spock.lang.Specification
import spock.lang.TempDir

import java.nio.file.Files
import java.nio.file.Path
import java.nio.file.attribute.PosixFilePermissions

class ResolverSpec extends Specification {
    @TempDir
    Path home

    def "#connect leads to #shown"() {
        expect:
        resolve(connect).shown() == shown

        where:
        connect                                              | shown
        ''                                                   | 'me@localhost:5432/me'
        'dbname=shop'                                        | 'me@localhost:5432/shop'
        "host=db1 port=6432 dbname='the shop' user=it\\'s"   | "it's@db1:6432/the shop"
        "host = db1 dbname = 'a''b' user=x" - "''b"          | 'x@db1:5432/a'
        'host=a,b port=1,2 dbname=d'                         | 'me@a:1,b:2/d'
        'host=a,b port=7 dbname=d'                           | 'me@a:7,b:7/d'
        'postgresql://db1/shop'                              | 'me@db1:5432/shop'
        'postgres://u%40x:p%3Aw@db1:6432/s%20p?connect_timeout=3' | 'u@x@db1:6432/s p'
        'postgresql://u@h1:1,h2,[::1]:3/d'                   | 'u@h1:1,h2:5432,[::1]:3/d'
        'postgresql:///d?host=db1&port=99'                   | 'me@db1:99/d'
        'postgresql://'                                      | 'me@localhost:5432/me'
    }

    def "what is written wins over its service, and that over PG* variables"() {
        given:
        home.resolve('.pg_service.conf').toFile() << '''
            # comment
            [other]
            host=wrong
            [shop]
            host=from-service
            user=from-service
            application_name=psql
            connect_timeout=3
            [last]
            host=wrong
        '''.stripIndent()
        Map env = [PGHOST: 'from-env', PGUSER: 'from-env', PGDATABASE: 'from-env', PGPORT: '6000']

        expect:
        resolve('service=shop user=written', env).shown() == 'written@from-service:6000/from-env'
        resolve('', env + [PGSERVICE: 'shop']).shown() == 'from-service@from-service:6000/from-env'
        resolve('', env).shown() == 'from-env@from-env:6000/from-env'
        resolve('service=shop').properties().connectTimeout == '3'
    }

    def "a service may be in a file of its own"() {
        given:
        Path file = home.resolve('services')
        file.toFile() << '[shop]\nhost=db7\ndbname=x\n'

        expect:
        resolve('service=shop', [PGSERVICEFILE: file.toString()]).shown() == 'me@db7:5432/x'
        resolve("service=shop servicefile=$file").shown() == 'me@db7:5432/x'

        when:
        resolve('service=nowhere', [PGSERVICEFILE: file.toString()])

        then:
        def problem = thrown(Problem)
        problem.exitCode() == ExitCode.UNREACHABLE
        problem.why().contains(file.toString())
    }

    def "the driver gets libpq's words in its own"() {
        expect:
        resolve("host=h sslmode=verify-full sslrootcert=/ca.pem options='-c work_mem=64MB' target_session_attrs=read-write keepalives=0")
            .properties() == [sslmode: 'verify-full', sslrootcert: '/ca.pem', options: '-c work_mem=64MB',
                              targetServerType: 'primary', tcpKeepAlive: 'false', connectTimeout: '10',
             socketTimeout: '30', socketFactory: KeptAlive.name]
        resolve('postgresql://h/d?ssl=true').properties().sslmode == 'require'
        resolve('', [PGSSLMODE: 'require', PGOPTIONS: '-c a=b']).properties().subMap(['sslmode', 'options']) ==
            [sslmode: 'require', options: '-c a=b']
    }

    def "programs are told the rest without a password"() {
        given:
        def address = resolve('host=h user=u password=geheim sslmode=require application_name=x passfile=/p')

        expect:
        address.said() == [sslmode: 'require']
        !address.toString().contains('geheim')
        address.url('main').reveal() == 'postgresql://u:geheim@h:5432/u?sslmode=require'
        address.url('main').toString() == '<secret url of main>'
    }

    def "the password comes from the binding, the text, PGPASSWORD or .pgpass, in this order"() {
        given:
        pgpass('db1:5432:shop:me:from\\:file\n*:*:*:*:any\n', 'rw-------')

        expect:
        resolve(connect, env).password()?.reveal() == password

        where:
        connect                              | env                    || password
        'host=db1 dbname=shop'               | [:]                    || 'from:file'
        'host=db2 dbname=shop'               | [:]                    || 'any'
        'host=db1 dbname=shop'               | [PGPASSWORD: 'env']    || 'env'
        'host=db1 dbname=shop password=text' | [PGPASSWORD: 'env']    || 'text'
        'host=db1 dbname=shop'               | [PGPASSFILE: '/no/no'] || null
    }

    def "a password file that others can read is not used, and that is said (#mode)"() {
        given:
        pgpass('*:*:*:*:any\n', mode)

        when:
        def address = resolve('host=db1')

        then:
        (address.password() != null) == used
        address.note().contains('chmod 0600') == !used
        address.jdbcProperties().getProperty('password') == (used ? 'any' : '')

        where:
        mode        || used
        'rw-------' || true
        'r--------' || true
        'rw-r-----' || false
        'rw----r--' || false
    }

    def "#connect is refused with its place: #what"() {
        when:
        resolve(connect)

        then:
        def problem = thrown(Problem)
        problem.exitCode() == ExitCode.WRONG
        problem.what().contains(what)
        problem.where() == 'handrail.yml:4'
        !problem.told().contains('geheim')

        where:
        connect                           | what
        'shop'                            | "'shop' in the connection string has no ="
        'hots=db1'                        | "'hots' is no keyword"
        "host='db1"                       | 'does not end'
        'host=/var/run/postgresql'        | "a Unix socket's folder"
        'host=a,b port=1,2,3'             | '2 hosts and 3 ports'
        'port=0'                          | "'0' is no port"
        'port=x'                          | "'x' is no port"
        'postgresql://u:geheim%@h/d'      | 'two digits'
        'postgresql://u:geheim@[::1/d'    | 'closing ]'
        'postgresql://h/d?sslmod=x'       | "'sslmod' is no keyword"
        'jdbc:postgresql://h/d'           | 'without jdbc:'
        'target_session_attrs=some'       | "target_session_attrs 'some'"
    }

    private void pgpass(String text, String mode) {
        Path file = home.resolve('.pgpass')
        Files.writeString(file, text)
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode))
    }

    private Address resolve(String connect, Map<String, String> env = [:]) {
        new Resolver(new Surroundings(env, home, 'me')).resolve(connect, null, 'handrail.yml:4')
    }
}
