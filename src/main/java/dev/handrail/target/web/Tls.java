package dev.handrail.target.web;

import dev.handrail.problem.ExitCode;
import dev.handrail.problem.Problem;
import java.net.http.HttpResponse;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Locale;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;
import org.jspecify.annotations.Nullable;

/** What is wrong with an encrypted connection, in words. */
final class Tls {
    private static final String TRUST =
            "get the service a certificate this machine trusts, or add its authority: JAVA_TOOL_OPTIONS="
                    + "-Djavax.net.ssl.trustStore=FILE";

    private static final String PLAIN = "unrecognized ssl message";

    private Tls() {}

    /** A handshake that failed; anything later may have come after the request. */
    static boolean beforeSending(SSLException cause) {
        return cause instanceof SSLHandshakeException || plain(String.valueOf(cause.getMessage()));
    }

    private static boolean plain(String message) {
        return message.toLowerCase(Locale.ROOT).contains(PLAIN);
    }

    /** Until when the certificate is valid that the server showed; null: it showed none. */
    static @Nullable Instant validUntil(HttpResponse<?> answer) {
        return answer.sslSession().map(Tls::validUntil).orElse(null);
    }

    private static @Nullable Instant validUntil(SSLSession session) {
        try {
            return session.getPeerCertificates()[0] instanceof X509Certificate own
                    ? own.getNotAfter().toInstant()
                    : null;
        } catch (SSLPeerUnverifiedException e) {
            return null;
        }
    }

    static Problem problem(Base base, SSLException cause) {
        String[] told = told(base, cause, String.valueOf(cause.getMessage()));
        return new Problem(
                ExitCode.UNREACHABLE,
                "service '" + base.name() + "' can't be trusted: " + told[0],
                base.url(),
                told[2],
                told[1],
                cause);
    }

    /** What is wrong, what to do, and the library's own words where ours don't say it all. */
    private static String[] told(Base base, SSLException cause, String message) {
        if (Disconnection.find(cause, CertificateExpiredException.class) != null) {
            return new String[] {"its certificate has expired", "renew the service's certificate", ""};
        }
        if (Disconnection.find(cause, CertificateNotYetValidException.class) != null) {
            return new String[] {"its certificate is not valid yet", "see whether this machine's clock is right", ""};
        }
        if (message.contains("subject alternative") || message.contains("No name matching")) {
            return new String[] {
                "its certificate is for another name",
                "use the name that the certificate has, or get one for this name",
                message
            };
        }
        if (message.contains("PKIX") || message.contains("certification path")) {
            return new String[] {"no authority that this machine trusts has signed its certificate", TRUST, ""};
        }
        if (plain(message)) {
            return new String[] {
                "it does not speak TLS", "write " + base.url().replaceFirst("^https", "http") + " if that is meant", ""
            };
        }
        return new String[] {"the TLS handshake failed", "see what openssl s_client says of it", message};
    }
}
