package dev.handrail.target.inventory;

import dev.handrail.target.postgres.Maintenance;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.TreeSet;

/**
 * Who owns something in a database, and who was granted something there.
 *
 * @param all every one of them
 * @param owners those who own something
 */
public record Roles(Collection<String> all, Collection<String> owners) {
    private static final int MOST = 10;

    static final String OWNS = "owns";

    /** As an inventory tells them; roles are few. */
    public static Roles of(Iterator<Item> items) {
        TreeSet<String> all = new TreeSet<>();
        TreeSet<String> owners = new TreeSet<>();
        items.forEachRemaining(item -> {
            if (item.kind() == Kind.ROLE) {
                all.add(item.name());
                if (item.value().equals(OWNS)) {
                    owners.add(item.name());
                }
            }
        });
        return new Roles(all, owners);
    }

    /** Those that a server does not have, ten at most and how many more. */
    public List<String> missing(Maintenance server) {
        List<String> missing = new ArrayList<>();
        for (String role : all) {
            if (server.value("select 1 from pg_catalog.pg_roles where rolname = ?", role)
                    .isEmpty()) {
                missing.add(role);
            }
        }
        if (missing.size() > MOST) {
            int more = missing.size() - MOST;
            missing.subList(MOST, missing.size()).clear();
            missing.add(more + " more");
        }
        return missing;
    }

    /** Why a copy on that server can't have these owners and privileges; empty where it can. */
    public String hindrance(Maintenance server) {
        List<String> missing = missing(server);
        if (!missing.isEmpty()) {
            return "the server has no role " + String.join(", ", missing);
        }
        String me = String.valueOf(server.value("select current_user").orElse(""));
        boolean may = server.value("select rolsuper from pg_catalog.pg_roles where rolname = current_user")
                .filter(Boolean.TRUE::equals)
                .isPresent();
        return may || owners.stream().allMatch(owner -> owner.equals(me) || owner.equals("pg_database_owner"))
                ? ""
                : me + " is no superuser, and may not give objects to their owners";
    }
}
