package dev.handrail.target.web

import com.sun.net.httpserver.HttpsConfigurator
import com.sun.net.httpserver.HttpsServer
import dev.handrail.problem.ExitCode
import dev.handrail.problem.Problem
import dev.handrail.runbook.EffectFailure
import dev.handrail.runbook.Request
import dev.handrail.seen.Seen
import dev.handrail.live.LiveExecution
import dev.handrail.text.Redactor
import dev.handrail.text.Text
import java.nio.file.Files
import java.nio.file.Path
import java.security.KeyStore
import javax.net.ssl.KeyManagerFactory
import javax.net.ssl.SSLContext
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

    def "a service that does not speak TLS is told so"() {
        given:
        ServerSocket server = new ServerSocket(0, 1, InetAddress.loopbackAddress)
        Thread.startDaemon {
            Socket client = server.accept()
            client.inputStream.read()
            client.outputStream << 'HTTP/1.1 400 Bad Request\r\n\r\n'
            client.outputStream.flush()
        }

        when:
        HttpTarget.at('api', "https://127.0.0.1:$server.localPort").ask('GET', Text.of('/'), [:], new Seen.SeenValues())

        then:
        Problem problem = thrown()
        problem.what() == "service 'api' can't be trusted: it does not speak TLS"
        problem.remedy() == "write http://127.0.0.1:$server.localPort if that is meant"

        cleanup:
        server.close()
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
