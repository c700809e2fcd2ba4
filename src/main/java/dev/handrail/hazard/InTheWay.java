package dev.handrail.hazard;

import dev.handrail.hazard.catalogue.Danger;
import dev.handrail.hazard.live.Session;
import dev.handrail.hazard.schema.LockMode;
import dev.handrail.hazard.statement.Finding;
import dev.handrail.hazard.statement.Impact;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Sessions that a statement would wait for now. */
final class InTheWay {
    private final List<Session> sessions;
    private final Map<Long, String> told = new LinkedHashMap<>();

    InTheWay(List<Session> sessions) {
        this.sessions = List.copyOf(sessions);
    }

    /** Who was found so far, as they are shown to people. */
    List<String> who() {
        return List.copyOf(told.values());
    }

    /** Each session once. */
    List<Finding> of(Impact impact) {
        List<Finding> findings = new ArrayList<>();
        for (Session session : sessions) {
            LockMode wanted = impact.tables().get(session.table());
            boolean waits = wanted != null
                    && (wanted.conflicts(session.mode())
                            || impact.waitsForOthers() && session.mode().compareTo(LockMode.ROW_EXCLUSIVE) >= 0);
            if (waits && told.put(session.pid(), session.shown()) == null) {
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
}
