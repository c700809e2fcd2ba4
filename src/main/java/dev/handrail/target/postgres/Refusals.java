package dev.handrail.target.postgres;

import dev.handrail.problem.ExitCode;
import dev.handrail.problem.Problem;
import java.net.UnknownHostException;
import java.sql.SQLException;
import java.util.Locale;
import javax.net.ssl.SSLException;

/** Why a connection was not made, and what helps. */
final class Refusals {
    private Refusals() {}

    static Problem of(SQLException e, Address address) {
        String message = new Complaint(e, null).message();
        return problem(what(e, address, message), message, fix(e, address, message), address, e);
    }

    static Problem problem(String what, String why, String fix, Address address, SQLException cause) {
        String where = address.shown() + (address.origin().isEmpty() ? "" : "  (" + address.origin() + ")");
        String all = address.note().isEmpty() ? why : why + "\n" + address.note();
        return new Problem(ExitCode.UNREACHABLE, what, where, all, fix, cause);
    }

    private static String what(SQLException e, Address address, String message) {
        return switch (SqlStates.of(e)) {
            case "28P01" -> "the server refuses the password of " + address.user();
            case "28000" -> tls(e, message) ? "no TLS connection is made" : "the server refuses " + address.user();
            case "3D000" -> "the database " + address.database() + " is not there";
            case "53300" -> "the server has no connection left";
            case "57P03" -> "the server is starting or stopping";
            default -> unreached(e, message);
        };
    }

    private static String unreached(SQLException e, String message) {
        if (caused(e, UnknownHostException.class)) {
            return "the host is not known";
        }
        if (tls(e, message)) {
            return "no TLS connection is made";
        }
        if (passwordMissing(message)) {
            return "the server asks for a password and none is known";
        }
        return SqlStates.saidByServer(e) ? "the server refuses the connection" : "no server answers";
    }

    private static String fix(SQLException e, Address address, String message) {
        return switch (SqlStates.of(e)) {
            case "28P01" -> passwordFix(address);
            case "28000" ->
                message.contains("pg_hba.conf")
                        ? "add a line for this host, user and database to the server's pg_hba.conf and reload it"
                        : "see that the role exists and may log in";
            case "3D000" -> "write the right dbname, or create it: createdb " + address.database();
            case "53300" -> "end idle sessions, or raise max_connections (or the role's or database's own limit)";
            case "57P03" -> "try again when it is up";
            default -> otherFix(e, address, message);
        };
    }

    private static String otherFix(SQLException e, Address address, String message) {
        if (caused(e, UnknownHostException.class)) {
            return "write the right host name, or an address";
        }
        if (passwordMissing(message)) {
            return passwordFix(address);
        }
        if (message.contains("does not support SSL")) {
            return "turn TLS on at the server; where a plain connection to another machine is meant, write sslmode=disable";
        }
        if (tls(e, message)) {
            return "see sslmode and sslrootcert; a certificate that is expired, for another host or not signed by a"
                    + " known authority is refused";
        }
        return "see that the server runs and that host and port are right: pg_isready -h "
                + address.places().get(0).host() + " -p "
                + address.places().get(0).port();
    }

    private static String passwordFix(Address address) {
        return "bind one with password: env:NAME, or put a line for "
                + address.places().get(0) + ":" + address.database() + ":" + address.user()
                + " into ~/.pgpass (chmod 0600)";
    }

    private static boolean passwordMissing(String message) {
        String text = message.toLowerCase(Locale.ROOT);
        return text.contains("password")
                && (text.contains("no password was provided") || text.contains("empty string"));
    }

    private static boolean tls(SQLException e, String message) {
        return caused(e, SSLException.class) || message.contains("SSL") || message.contains("could not be verified");
    }

    private static boolean caused(Throwable e, Class<? extends Throwable> kind) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (kind.isInstance(cause)) {
                return true;
            }
        }
        return false;
    }
}
