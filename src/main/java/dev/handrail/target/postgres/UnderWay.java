package dev.handrail.target.postgres;

import dev.handrail.problem.ExitCode;
import dev.handrail.problem.Problem;
import java.sql.SQLException;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/** Questions that wait for their answer; another thread can end them. */
final class UnderWay {
    private final Map<Session, Boolean> ended = Collections.synchronizedMap(new IdentityHashMap<>());

    /** Asks, so that {@link #end()} finds it. */
    <T> T asked(Session session, Asked<T> question) throws SQLException {
        ended.put(session, false);
        try {
            return question.ask();
        } catch (SQLException e) {
            boolean ours = Boolean.TRUE.equals(ended.get(session));
            if (ours && SqlStates.of(e).equals(SqlStates.CANCELLED)) {
                throw new Problem(
                        ExitCode.INTERRUPTED, "the question was ended before its answer came", "", "", "ask again", e);
            }
            throw e;
        } finally {
            ended.remove(session);
        }
    }

    void end() {
        List<Session> asked;
        synchronized (ended) {
            asked = List.copyOf(ended.keySet());
            ended.replaceAll((session, before) -> true);
        }
        asked.forEach(Session::cancel);
    }

    /** What is asked. */
    interface Asked<T> {
        T ask() throws SQLException;
    }
}
