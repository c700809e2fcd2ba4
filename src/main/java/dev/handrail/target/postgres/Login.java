package dev.handrail.target.postgres;

import dev.handrail.text.Redactor;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How sessions on one database are opened.
 *
 * @param role SET ROLE before effects; null: as connected
 * @param readAs SET ROLE before plans and checks; null: as connected
 * @param run the run's label, by which its sessions are told from others
 */
public record Login(
        Address address, @Nullable String role, @Nullable String readAs, String run) {
    /** A server cuts application_name at 63 bytes; cutting it ourselves keeps what we look for later the same. */
    static final int NAME_BYTES = 63;

    public static Login of(
            Address address, @Nullable String role, @Nullable String readAs, String run, Redactor redactor) {
        if (address.password() != null) {
            redactor.learn(address.password());
        }
        return new Login(address, role, readAs, run);
    }

    public Login on(String database) {
        return new Login(address.on(database), role, readAs, run);
    }

    /** The role that effects are performed as. */
    public String effectiveRole() {
        return role == null ? address.user() : role;
    }

    /** Who changes and who looks, e.g. {@code deploy (effects as migrator, plans and checks as reader)}. */
    public String accounts() {
        String roles = Stream.of(
                        role == null ? "" : "effects as " + role, readAs == null ? "" : "plans and checks as " + readAs)
                .filter(text -> !text.isEmpty())
                .collect(Collectors.joining(", "));
        return address.user() + (roles.isEmpty() ? "" : " (" + roles + ")");
    }

    /** @throws dev.handrail.problem.Problem exit 7 where the role that effects are performed as can't be taken */
    public void mustBecomeRole() {
        if (role != null) {
            Session.open(address, role, named("")).close();
        }
    }

    /** {@code handrail/<run>/<step>}, as pg_stat_activity shows it. */
    public String named(String step) {
        return cut("handrail/" + run + (step.isEmpty() ? "" : "/" + step));
    }

    private static String cut(String name) {
        String plain = name.replaceAll("[^\\x20-\\x7e]", "?");
        byte[] bytes = plain.getBytes(StandardCharsets.US_ASCII);
        return bytes.length <= NAME_BYTES ? plain : plain.substring(0, NAME_BYTES);
    }
}
