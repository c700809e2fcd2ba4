package dev.handrail.target.web;

import dev.handrail.problem.ExitCode;
import dev.handrail.problem.Problem;
import dev.handrail.target.web.NoAnswer.Stage;
import dev.handrail.text.Durations;
import java.net.ConnectException;
import java.net.http.HttpConnectTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** Says in words why there was no answer, and whether the request can have reached the server. */
final class Disconnection {
    private Disconnection() {}

    static NoAnswer of(Base base, Throwable cause) {
        SSLException tls = find(cause, SSLException.class);
        if (tls != null && Tls.beforeSending(tls)) {
            return new NoAnswer(Stage.NOT_SENT, Tls.problem(base, tls));
        }
        NoAnswer unconnected = unconnected(base, cause);
        if (unconnected != null) {
            return unconnected;
        }
        Problem cut = new Problem(
                ExitCode.UNREACHABLE,
                "service '" + base.name() + "' cut the connection before it answered",
                base.url(),
                String.valueOf(cause.getMessage()),
                "look into the service's log, then resume",
                cause);
        return new NoAnswer(Stage.SENT, cut);
    }

    private static @Nullable NoAnswer unconnected(Base base, Throwable cause) {
        if (find(cause, UnresolvedAddressException.class) != null) {
            return unsent(base, "its host name is not known", "see whether the URL is right: handrail env");
        }
        if (find(cause, HttpConnectTimeoutException.class) != null) {
            return unsent(
                    base, "no connection in time", "see whether a firewall or a network is between: handrail doctor");
        }
        if (find(cause, ConnectException.class) != null) {
            return unsent(
                    base,
                    "the connection was refused",
                    "see whether the service runs and the port is right: handrail doctor");
        }
        return null;
    }

    static NoAnswer late(Base base, Duration waited) {
        Problem late = new Problem(
                ExitCode.UNREACHABLE,
                "service '" + base.name() + "' has not answered for " + Durations.show(waited),
                base.url(),
                "",
                "look into the service's log, then resume");
        return new NoAnswer(Stage.SENT, late);
    }

    static NoAnswer cancelled(Base base) {
        Problem ended = new Problem(
                ExitCode.INTERRUPTED,
                "the wait for service '" + base.name() + "' was ended",
                base.url(),
                "",
                "look into the service's log, then resume");
        return new NoAnswer(Stage.CANCELLED, ended);
    }

    private static NoAnswer unsent(Base base, String why, String remedy) {
        Problem problem = new Problem(
                ExitCode.UNREACHABLE, "service '" + base.name() + "' can't be reached", base.url(), why, remedy);
        return new NoAnswer(Stage.NOT_SENT, problem);
    }

    static <T> @Nullable T find(@Nullable Throwable thrown, Class<T> type) {
        for (Throwable each = thrown; each != null; each = each.getCause()) {
            if (type.isInstance(each)) {
                return type.cast(each);
            }
        }
        return null;
    }
}
