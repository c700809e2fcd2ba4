package dev.handrail.hazard;

import dev.handrail.hazard.catalogue.Danger;
import dev.handrail.hazard.live.Session;
import dev.handrail.hazard.schema.LockMode;
import dev.handrail.hazard.statement.Finding;
import dev.handrail.hazard.statement.Impact;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Sessions that a statement would wait for now. */
final class InTheWay {
    private final List<Session> sessions;
    private final Set<Long> told = new HashSet<>();

    InTheWay(List<Session> sessions) {
        this.sessions = List.copyOf(sessions);
    }

    /** Each session once. */
    List<Finding> of(Impact impact) {
        List<Finding> findings = new ArrayList<>();
        for (Session session : sessions) {
            LockMode wanted = impact.tables().get(session.table());
            boolean waits = wanted != null
                    && (conflict(wanted, session.mode())
                            || impact.waitsForOthers() && session.mode().compareTo(LockMode.ROW_EXCLUSIVE) >= 0);
            if (waits && told.add(session.pid())) {
                String others = wanted.blocksReaders() ? "; everybody else then waits behind this statement" : "";
                findings.add(new Finding(
                        Danger.BLOCKED,
                        session.table(),
                        session.table().sql() + " is in use by " + session.shown() + ": the statement waits for it"
                                + others,
                        "let that transaction end first: select pg_terminate_backend(" + session.pid() + ")"));
            }
        }
        return findings;
    }

    /** PostgreSQL's table of conflicts. */
    static boolean conflict(LockMode a, LockMode b) {
        LockMode weak = a.compareTo(b) <= 0 ? a : b;
        LockMode strong = weak == a ? b : a;
        return switch (strong) {
            case ACCESS_EXCLUSIVE -> true;
            case EXCLUSIVE -> weak != LockMode.ACCESS_SHARE;
            case SHARE_ROW_EXCLUSIVE -> weak.compareTo(LockMode.ROW_EXCLUSIVE) >= 0;
            case SHARE -> weak == LockMode.ROW_EXCLUSIVE || weak == LockMode.SHARE_UPDATE_EXCLUSIVE;
            case SHARE_UPDATE_EXCLUSIVE -> weak == LockMode.SHARE_UPDATE_EXCLUSIVE;
            default -> false;
        };
    }
}
