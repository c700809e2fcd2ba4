package dev.handrail.runbook;

import dev.handrail.problem.Position;
import org.jspecify.annotations.Nullable;

/**
 * Something that can go wrong although every statement is right: what happens, and the safe way to write it.
 *
 * @param accepted why the author takes it; null: nobody said so
 */
public record Hazard(
        String code,
        String what,
        String safeWay,
        Position position,
        @Nullable String accepted) {
    public Hazard(String code, String what, String safeWay, Position position) {
        this(code, what, safeWay, position, null);
    }

    public Hazard accepted(String reason) {
        return new Hazard(code, what, safeWay, position, reason);
    }

    /** The hazard of what would be run to take the step back. */
    public Hazard onTheWayBack() {
        return new Hazard(code, "on the way back: " + what, safeWay, position, accepted);
    }

    /** With something to know beside it, which makes it no other hazard. */
    public Hazard remarked(String remark) {
        return new Hazard(
                code, what + " (" + remark.replace('(', '[').replace(')', ']') + ")", safeWay, position, accepted);
    }

    /** Nobody took it. */
    public boolean open() {
        return accepted == null;
    }

    /** What it is and where, without how much there is of it just now. */
    public String key() {
        return code + " " + position + (accepted == null ? " " : " accepted ") + what.replaceAll(" ?\\([^)]*\\)", "");
    }
}
