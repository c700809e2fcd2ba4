package dev.handrail.target.postgres;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import java.util.Properties;
import java.util.regex.Pattern;
import org.postgresql.core.BaseConnection;

/**
 * A role called {@code handrail} has our own schema as its {@code "$user"}: what an author creates without a schema
 * would lie among our tables. Such a session begins with a search_path without that entry.
 */
final class SearchPath {
    private static final String OWN = "handrail";
    private static final Pattern USER = Pattern.compile("\\s*(\"\\$user\"|\\$user)\\s*(,|$)");

    private SearchPath() {}

    /** @return the properties to connect with instead; empty where names can't be mistaken */
    static Optional<Properties> instead(BaseConnection connection, String user, Properties properties)
            throws SQLException {
        if (!user.equals(OWN)) {
            return Optional.empty();
        }
        try (Statement asking = connection.createStatement();
                ResultSet row = asking.executeQuery(
                        "select reset_val from pg_catalog.pg_settings where name = 'search_path'")) {
            row.next();
            String usual = row.getString(1);
            String without = without(usual);
            return without.equals(usual) ? Optional.empty() : Optional.of(with(properties, without));
        }
    }

    /** {@code path} without what stands for the user's own schema; never empty, which would be the server's default. */
    static String without(String path) {
        String rest = USER.matcher(path).replaceAll("").strip().replaceAll(",$", "");
        return rest.isEmpty() ? "public" : rest;
    }

    /** As a startup option it is what RESET comes back to. */
    private static Properties with(Properties properties, String path) {
        Properties all = new Properties();
        all.putAll(properties);
        String escaped = path.replace("\\", "\\\\").replace(" ", "\\ ");
        all.setProperty("options", (properties.getProperty("options", "") + " -c search_path=" + escaped).strip());
        return all;
    }
}
