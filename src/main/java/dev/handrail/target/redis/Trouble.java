package dev.handrail.target.redis;

import dev.handrail.problem.ExitCode;
import dev.handrail.problem.Problem;
import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.RedisCommandTimeoutException;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeoutException;

/** What Redis and its client complain about, in words and with what helps. */
final class Trouble {
    /** What a message contains, what it means, what to do; the first that fits. */
    private record Known(String sign, String means, String remedy) {}

    private static final List<Known> CONNECTING = List.of(
            new Known(
                    "WRONGPASS", "it refuses the password", "correct the password: handrail env shows where it is set"),
            new Known(
                    "invalid password",
                    "it refuses the password",
                    "correct the password: handrail env shows where it is set"),
            new Known(
                    "NOAUTH",
                    "it wants a password",
                    "bind one, e.g. password: \"env:REDIS_PASSWORD\", or set REDISCLI_AUTH"),
            new Known(
                    "without any password configured",
                    "it has no password and was given one",
                    "take the password out of the binding"),
            new Known(
                    "DB index is out of range",
                    "it has no database of that number",
                    "correct the number at the end of the URL"),
            new Known("LOADING", "it is loading its data", "wait until it is ready, then resume"),
            new Known("max number of clients", "it takes no more clients", "end some clients or raise maxclients"),
            new Known(
                    "Connection refused",
                    "the connection was refused",
                    "see whether it runs and the port is right: handrail doctor"),
            new Known("UnknownHost", "its host name is not known", "see whether the URL is right: handrail env"),
            new Known("Failed to resolve", "its host name is not known", "see whether the URL is right: handrail env"),
            new Known(
                    "PKIX",
                    "no authority that this machine trusts has signed its certificate",
                    "get it a certificate that this machine trusts: JAVA_TOOL_OPTIONS=-Djavax.net.ssl.trustStore=FILE"),
            new Known(
                    "handshake timed out",
                    "the TLS handshake was not answered",
                    "write redis:// where it has no TLS, rediss:// where it has"),
            new Known("SSL", "the TLS handshake failed", "write redis:// where it has no TLS, rediss:// where it has"),
            new Known(
                    "timed out",
                    "no connection in time",
                    "see whether a firewall or a network is between: handrail doctor"));

    private static final List<Known> COMMAND = List.of(
            new Known(
                    "READONLY",
                    "it is a replica and takes no changes",
                    "bind the master; redis-cli INFO replication names it"),
            new Known(
                    "OOM",
                    "its memory is full",
                    "raise maxmemory, or write less; redis-cli INFO memory shows the figures"),
            new Known(
                    "MISCONF",
                    "it can't save to disk and so takes no changes",
                    "make room on its disk, or see its log"),
            new Known("NOPERM", "its user may not do that", "grant what is missing with ACL SETUSER, then resume"),
            new Known("LOADING", "it is loading its data", "wait until it is ready, then resume"),
            new Known("BUSY", "a script keeps it busy", "wait for the script or end it with SCRIPT KILL, then resume"),
            new Known(
                    "WRONGTYPE",
                    "a key holds another kind of value",
                    "flush the keys first, or write under another name"),
            new Known(
                    "CLUSTERDOWN",
                    "its cluster is not whole: some slots have no server",
                    "see redis-cli --cluster check, then resume"),
            new Known(
                    "MOVED", "its servers do not agree who has the key", "see redis-cli --cluster check, then resume"));

    private Trouble() {}

    static Problem connecting(RedisPlace place, Throwable cause) {
        String all = messages(cause);
        Known known = known(CONNECTING, all, new Known("", last(cause), "see whether redis-cli can connect from here"));
        return new Problem(
                ExitCode.UNREACHABLE,
                "cache '" + place.name() + "' can't be reached",
                place.shown(),
                known.means(),
                known.remedy(),
                cause);
    }

    static Problem command(RedisPlace place, String doing, Throwable cause) {
        String all = messages(cause);
        Known otherwise = new Known("", last(cause), "see redis-cli or its log for the cause, then resume");
        if (cause instanceof RedisCommandTimeoutException || cause instanceof TimeoutException) {
            otherwise = new Known("", "it has not answered in time", "see what keeps it: redis-cli SLOWLOG GET");
        } else if (cut(cause)) {
            otherwise =
                    new Known("", "the connection was cut", "see whether it still runs: handrail doctor; then resume");
        }
        Known known = known(COMMAND, all, otherwise);
        ExitCode code = cut(cause)
                        || all.contains("READONLY")
                        || all.contains("NOPERM")
                        || all.contains("MOVED")
                        || all.contains("CLUSTERDOWN")
                ? ExitCode.UNREACHABLE
                : ExitCode.FAILED;
        return new Problem(
                code,
                "cache '" + place.name() + "' could not " + doing,
                place.shown(),
                known.means(),
                known.remedy(),
                cause);
    }

    /** True where the connection went away, and the server was not heard to refuse anything. */
    static boolean cut(Throwable cause) {
        String all = messages(cause).toLowerCase(Locale.ROOT);
        boolean lost = all.contains("connection") || all.contains("connected") || all.contains("closed");
        boolean refused = false;
        for (Throwable each = cause; each != null; each = each.getCause()) {
            lost |= each instanceof IOException;
            refused |= each instanceof RedisCommandExecutionException;
        }
        return lost && !refused;
    }

    private static Known known(List<Known> all, String messages, Known otherwise) {
        return all.stream().filter(k -> messages.contains(k.sign())).findFirst().orElse(otherwise);
    }

    private static String messages(Throwable cause) {
        StringBuilder all = new StringBuilder();
        for (Throwable each = cause; each != null; each = each.getCause()) {
            all.append(each).append('\n');
        }
        return all.toString();
    }

    private static String last(Throwable cause) {
        Throwable each = cause;
        while (each.getCause() != null) {
            each = each.getCause();
        }
        return each.getMessage() == null ? each.getClass().getSimpleName() : each.getMessage();
    }
}
