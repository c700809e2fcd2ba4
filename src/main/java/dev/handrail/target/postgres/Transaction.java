package dev.handrail.target.postgres;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One transaction of ours that was begun, with what finds it again.
 *
 * @param xid its 64-bit id; empty outside of a transaction
 */
record Transaction(Session session, String database, String xid) {
    Map<String, String> facts() {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("database", database);
        facts.put("pid", String.valueOf(session.pid()));
        facts.put("backend", session.since());
        facts.put("server", session.serverStart());
        facts.put("timeline", session.timeline());
        facts.put("system", session.system());
        if (!xid.isEmpty()) {
            facts.put("xid", xid);
        }
        return facts;
    }
}
