package dev.handrail.target.web

import com.sun.net.httpserver.HttpsConfigurator
import com.sun.net.httpserver.HttpsServer
import dev.handrail.problem.ExitCode
import dev.handrail.problem.Problem
import dev.handrail.runbook.EffectFailure
import dev.handrail.runbook.Reading
import dev.handrail.runbook.Request
import dev.handrail.runbook.Targets
import dev.handrail.seen.Seen
import dev.handrail.live.LiveExecution
import dev.handrail.text.Redactor
import dev.handrail.text.Text
import dev.handrail.validate.Certificate
import dev.handrail.validate.Within
import java.nio.file.Files
import java.nio.file.Path
import java.security.KeyStore
import java.security.cert.CertificateExpiredException
import java.security.cert.CertificateFactory
import java.security.cert.CertificateNotYetValidException
import java.time.Clock
import java.time.Duration
import java.time.Instant
import java.time.ZoneOffset
import java.time.format.DateTimeFormatter
import javax.net.ssl.KeyManagerFactory
import javax.net.ssl.SSLContext
import javax.net.ssl.SSLException
import javax.net.ssl.SSLHandshakeException
import javax.net.ssl.TrustManagerFactory
import spock.lang.Specification
import spock.lang.TempDir
import spock.lang.Timeout

@Timeout(180)
class TlsSpec extends Specification {
    @TempDir
    Path folder

    def "a certificate that nobody trusts has signed is told in words, and nothing was sent"() {
        given:
        HttpsServer server = HttpsServer.create(new InetSocketAddress(InetAddress.loopbackAddress, 0), 0)
        server.httpsConfigurator = new HttpsConfigurator(selfSigned())
        server.start()

        when:
        post("https://localhost:$server.address.port")

        then:
        EffectFailure failure = thrown()
        failure.kind() == EffectFailure.Kind.FAILED
        failure.problem().exitCode() == ExitCode.UNREACHABLE
        failure.problem().what() ==
            "service 'api' can't be trusted: no authority that this machine trusts has signed its certificate"
        failure.problem().remedy().contains('trustStore')

        cleanup:
        server.stop(0)
    }

    def "what the handshake says becomes words: #message"() {
        when:
        SSLException thrown = sent ? new SSLException(message, cause) : new SSLHandshakeException(message).tap { initCause(cause) }
        NoAnswer answer = Disconnection.of(Base.of('api', 'https://api.example.com'), new IOException(thrown))

        then:
        answer.stage() == (sent && !told.contains('TLS') ? NoAnswer.Stage.SENT : NoAnswer.Stage.NOT_SENT)
        answer.problem().what() == told

        where:
        sent  | message                                               | cause                             | told
        true  | 'Unsupported or unrecognized SSL message'             | null                              | "service 'api' can't be trusted: it does not speak TLS"
        true  | 'Unrecognized SSL message, plaintext connection?'     | null                              | "service 'api' can't be trusted: it does not speak TLS"
        true  | 'closing inbound before receiving close_notify'       | null                              | "service 'api' cut the connection before it answered"
        false | 'PKIX path validation failed'                         | new CertificateExpiredException() | "service 'api' can't be trusted: its certificate has expired"
        false | 'PKIX path validation failed'                         | new CertificateNotYetValidException() | "service 'api' can't be trusted: its certificate is not valid yet"
        false | 'No subject alternative DNS name matching a found.'   | null                              | "service 'api' can't be trusted: its certificate is for another name"
        false | 'Received fatal alert: protocol_version'              | null                              | "service 'api' can't be trusted: the TLS handshake failed"
    }

    def "a certificate that a known authority has signed, #from to #until, is #told"() {
        given:
        program('req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '2', '-subj', '/CN=authority', '-keyout', 'ca.key', '-out', 'ca.pem')
        Files.writeString(folder.resolve('ca.cnf'), CA)
        Files.writeString(folder.resolve('serial'), '01')
        Files.createFile(folder.resolve('index.txt'))
        program('req', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost', '-keyout', 'key.pem', '-out', 'request.pem')
        program('ca', '-batch', '-config', 'ca.cnf', '-cert', 'ca.pem', '-keyfile', 'ca.key', '-in', 'request.pem', '-out', 'own.pem', '-startdate', day(from), '-enddate', day(until))
        program('pkcs12', '-export', '-inkey', 'key.pem', '-in', 'own.pem', '-out', 'key.p12', '-passout', 'pass:changeit')
        SSLContext usual = SSLContext.default
        SSLContext.default = trusting('ca.pem')
        HttpsServer server = HttpsServer.create(new InetSocketAddress(InetAddress.loopbackAddress, 0), 0)
        server.httpsConfigurator = new HttpsConfigurator(serving('key.p12'))
        server.createContext('/') { it.sendResponseHeaders(204, -1L); it.close() }
        server.start()

        expect:
        judged("https://localhost:$server.address.port") ==~ told

        cleanup:
        server?.stop(0)
        SSLContext.default = usual

        where:
        from | until || told
        -1   | 90    || /holds: valid until .*, 89d\d+h left/
        -80  | 5     || /fails: valid until .*, 4d\d+h left, expected certificate valid for at least 14d/
        -80  | -2    || "service 'api' can't be trusted: its certificate has expired"
        1    | 90    || "service 'api' can't be trusted: its certificate is not valid yet"
    }

    private static final String CA = """\
        [ca]
        default_ca = here
        [here]
        database = index.txt
        serial = serial
        new_certs_dir = .
        default_md = sha256
        copy_extensions = copy
        policy = any
        [any]
        commonName = supplied
        """.stripIndent()

    private static String judged(String url) {
        Targets targets = [clock: { Clock.systemUTC() }] as Targets
        try {
            Reading read = HttpTarget.at('api', url).ask('GET', Text.of('/'), [:], new Seen.SeenValues())
            def opinion = new Certificate(new Within(Duration.ofDays(14).toMillis() as double, true, null, false, 'at least 14d')).judge(read, null, targets)
            (opinion.holds() ? 'holds: ' : 'fails: ') + opinion.seen()
        } catch (Problem problem) {
            problem.why().empty ? problem.what() : problem.told()
        }
    }

    private static String day(int fromNow) {
        DateTimeFormatter.ofPattern("yyyyMMddHHmmss'Z'").withZone(ZoneOffset.UTC).format(Instant.now() + Duration.ofDays(fromNow))
    }

    private void program(String... words) {
        Process made = new ProcessBuilder(['openssl'] + (words as List)).directory(folder.toFile()).redirectErrorStream(true).start()
        String said = made.inputStream.text
        assert made.waitFor() == 0: said
    }

    private SSLContext trusting(String pem) {
        KeyStore known = KeyStore.getInstance('PKCS12').tap { load(null, null) }
        Files.newInputStream(folder.resolve(pem)).withCloseable { known.setCertificateEntry('ca', CertificateFactory.getInstance('X.509').generateCertificate(it)) }
        TrustManagerFactory managers = TrustManagerFactory.getInstance(TrustManagerFactory.defaultAlgorithm)
        managers.init(known)
        SSLContext.getInstance('TLS').tap { init(null, managers.trustManagers, null) }
    }

    private static void post(String url) {
        Request request = new Request('api', 'POST', Text.of('/jobs'), [:], null, [], [:], [:])
        new RequestPerformer({ HttpTarget.at('api', url) }, new Seen(), new Redactor()).perform(request, new LiveExecution(values: new Seen.SeenValues()))
    }

    private SSLContext selfSigned() {
        Path store = folder.resolve('key.p12')
        List<String> keytool = [Path.of(System.getProperty('java.home'), 'bin', 'keytool').toString(), '-genkeypair',
                                '-alias', 'k', '-keyalg', 'EC', '-dname', 'CN=localhost', '-storetype', 'PKCS12',
                                '-storepass', 'changeit', '-keystore', store.toString()]
        assert keytool.execute().waitFor() == 0
        serving('key.p12')
    }

    private SSLContext serving(String store) {
        KeyStore keys = KeyStore.getInstance('PKCS12')
        Files.newInputStream(folder.resolve(store)).withCloseable { keys.load(it, 'changeit'.toCharArray()) }
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.defaultAlgorithm)
        managers.init(keys, 'changeit'.toCharArray())
        SSLContext context = SSLContext.getInstance('TLS')
        context.init(managers.keyManagers, null, null)
        context
    }
}
