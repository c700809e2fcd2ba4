package dev.handrail.target.postgres;

import dev.handrail.text.Secret;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Where a database is and how to get in, everything resolved.
 *
 * @param said what the connection says in libpq's own words, without a password: for programs that we start
 * @param properties what it says in pgjdbc's words
 * @param note why a password that might be meant was not used; empty where nothing is to be said
 * @param origin where it was bound, e.g. {@code handrail.yml:4}
 */
public record Address(
        List<Place> places,
        String database,
        String user,
        @Nullable Secret password,
        Map<String, String> said,
        Map<String, String> properties,
        String note,
        String origin) {
    public Address {
        places = List.copyOf(places);
        said = Map.copyOf(said);
        properties = Map.copyOf(properties);
    }

    /** The same servers and user, another database. */
    public Address on(String other) {
        return new Address(places, other, user, password, said, properties, note, origin);
    }

    /** For people: {@code migrator@db1:5432/shop}. */
    public String shown() {
        return user + "@" + places.stream().map(Place::toString).collect(Collectors.joining(",")) + "/" + database;
    }

    /** As a URL with the password in it, for programs of the author's that are given one. */
    public Secret url(String name) {
        String hidden = Optional.ofNullable(password)
                .map(p -> ":" + encoded(p.reveal()))
                .orElse("");
        String hosts = places.stream().map(Place::toString).collect(Collectors.joining(","));
        String query = said.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(e -> e.getKey() + "=" + encoded(e.getValue()))
                .collect(Collectors.joining("&"));
        return new Secret(
                "url of " + name,
                "postgresql://" + encoded(user) + hidden + "@" + hosts + "/" + encoded(database)
                        + (query.isEmpty() ? "" : "?" + query));
    }

    String jdbcUrl() {
        return "jdbc:postgresql://" + places.stream().map(Place::toString).collect(Collectors.joining(",")) + "/"
                + URLEncoder.encode(database, StandardCharsets.UTF_8);
    }

    /** With an empty password where none is known, so that the driver does not look for one by itself. */
    Properties jdbcProperties() {
        Properties all = new Properties();
        all.putAll(properties);
        all.setProperty("user", user);
        all.setProperty("password", password == null ? "" : password.reveal());
        return all;
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
