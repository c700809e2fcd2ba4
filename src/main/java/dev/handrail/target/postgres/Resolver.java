package dev.handrail.target.postgres;

import dev.handrail.problem.ExitCode;
import dev.handrail.problem.Problem;
import dev.handrail.text.Secret;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** From a connection string to an address, by libpq's rules: what is written, then its service, then PG* variables. */
public final class Resolver {
    private final Surroundings around;

    Resolver(Surroundings around) {
        this.around = around;
    }

    public static Resolver ofProcess() {
        return new Resolver(Surroundings.ofProcess());
    }

    /**
     * @param password overrides what libpq's conventions would find; null: as they say
     * @throws Problem exit 2 for a connection string that can't be read, exit 7 for a service that is nowhere
     */
    public Address resolve(String connect, @Nullable Secret password, String origin) {
        Conninfo given = Conninfo.parse(connect, origin);
        Conninfo variables = variables();
        Conninfo all = given.or(service(given.or(variables))).or(variables);
        String user = all.get(Keyword.USER).orElse(around.user());
        String database = all.get(Keyword.DBNAME).orElse(user);
        List<Place> places = places(all, origin);
        PasswordFile file = PasswordFile.in(around, all.get(Keyword.PASSFILE).orElse(null));
        Secret found = password != null ? password : password(all, file, places, database, user);
        String note = found == null ? file.refusal().orElse("") : "";
        return new Address(
                places,
                database,
                user,
                found,
                Translation.said(all),
                Translation.properties(all, origin),
                note,
                origin);
    }

    private Conninfo variables() {
        Map<Keyword, String> found = new EnumMap<>(Keyword.class);
        for (Keyword keyword : Keyword.values()) {
            String value = keyword.variable() == null ? "" : around.variable(keyword.variable());
            if (!value.isEmpty()) {
                found.put(keyword, value);
            }
        }
        return new Conninfo(found);
    }

    private Conninfo service(Conninfo wanted) {
        Optional<String> name = wanted.get(Keyword.SERVICE);
        return name.isEmpty()
                ? new Conninfo(Map.of())
                : ServiceFile.in(around, wanted.get(Keyword.SERVICEFILE).orElse(null))
                        .service(name.get());
    }

    private static @Nullable Secret password(
            Conninfo all, PasswordFile file, List<Place> places, String database, String user) {
        return all.get(Keyword.PASSWORD)
                .or(() -> places.stream()
                        .flatMap(p -> file.password(p, database, user).stream())
                        .findFirst())
                .map(p -> new Secret("password of " + user, p))
                .orElse(null);
    }

    private static List<Place> places(Conninfo all, String origin) {
        String[] hosts = all.get(Keyword.HOST)
                .or(() -> all.get(Keyword.HOSTADDR))
                .orElse("localhost")
                .split(",", -1);
        String[] ports = all.get(Keyword.PORT).orElse("5432").split(",", -1);
        if (ports.length != 1 && ports.length != hosts.length) {
            throw Conninfo.refused(hosts.length + " hosts and " + ports.length + " ports do not match", origin);
        }
        List<Place> places = new ArrayList<>();
        for (int i = 0; i < hosts.length; i++) {
            String host = hosts[i].isEmpty() ? "localhost" : hosts[i];
            if (host.startsWith("/") || host.startsWith("@")) {
                throw socket(host, origin);
            }
            places.add(new Place(host, port(ports[ports.length == 1 ? 0 : i], origin)));
        }
        return places;
    }

    private static int port(String text, String origin) {
        String port = text.isEmpty() ? "5432" : text.strip();
        if (!port.matches("\\d{1,5}") || Integer.parseInt(port) < 1 || Integer.parseInt(port) > 65535) {
            throw Conninfo.refused("'" + text + "' is no port", origin);
        }
        return Integer.parseInt(port);
    }

    private static Problem socket(String host, String origin) {
        return new Problem(
                ExitCode.WRONG,
                "the host is a Unix socket's folder, " + host,
                origin,
                "handrail reaches PostgreSQL over TCP",
                "write host=localhost, and see that listen_addresses and pg_hba.conf let it in");
    }
}
