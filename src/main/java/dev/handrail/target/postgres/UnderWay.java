package dev.handrail.target.postgres;

import dev.handrail.problem.ExitCode;
import dev.handrail.problem.Problem;
import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Questions that wait for their answer; another thread can end them. */
final class UnderWay {
    private final Map<Session, Boolean> ended = new ConcurrentHashMap<>();

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
        ended.keySet().forEach(session -> {
            ended.replace(session, true);
            session.cancel();
        });
    }

    /** What is asked. */
    interface Asked<T> {
        T ask() throws SQLException;
    }
}
