package dev.handrail.target.web

import com.sun.net.httpserver.HttpsConfigurator
import com.sun.net.httpserver.HttpsServer
import dev.handrail.problem.ExitCode
import dev.handrail.runbook.EffectFailure
import dev.handrail.runbook.Request
import dev.handrail.seen.Seen
import dev.handrail.live.LiveExecution
import dev.handrail.text.Redactor
import dev.handrail.text.Text
import java.nio.file.Files
import java.nio.file.Path
import java.security.KeyStore
import java.security.cert.CertificateExpiredException
import java.security.cert.CertificateNotYetValidException
import javax.net.ssl.KeyManagerFactory
import javax.net.ssl.SSLContext
import javax.net.ssl.SSLException
import javax.net.ssl.SSLHandshakeException
import spock.lang.Specification
import spock.lang.TempDir
import spock.lang.Timeout

@Timeout(60)
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
        KeyStore keys = KeyStore.getInstance('PKCS12')
        Files.newInputStream(store).withCloseable { keys.load(it, 'changeit'.toCharArray()) }
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.defaultAlgorithm)
        managers.init(keys, 'changeit'.toCharArray())
        SSLContext context = SSLContext.getInstance('TLS')
        context.init(managers.keyManagers, null, null)
        context
    }
}
