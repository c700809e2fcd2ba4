package dev.handrail.target.postgres;

import dev.handrail.problem.ExitCode;
import dev.handrail.problem.Problem;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

/** The sessions for questions: one as a rule, a few where several are asked at once, each opened when it is needed. */
final class Readers implements AutoCloseable {
    private static final int MOST = 4;

    private final Login login;
    private final Duration longest;
    private final Deque<Reader> idle = new ArrayDeque<>();
    private int open;
    private int lent;
    private int most = MOST;
    private int round;

    Readers(Login login, Duration longest) {
        this.login = login;
        this.longest = longest;
    }

    /** @param fresh nothing has been asked over it yet */
    record Lent(Reader reader, boolean fresh, int round) {}

    /** One that nobody else uses, until {@link #giveBack} or {@link #lost}. */
    Lent lend() throws SQLException {
        int now;
        synchronized (this) {
            while (idle.isEmpty() && open >= most) {
                await();
            }
            now = round;
            lent++;
            if (!idle.isEmpty()) {
                return new Lent(idle.pop(), false, now);
            }
            open++;
        }
        try {
            return new Lent(Reader.open(login, longest), true, now);
        } catch (SQLException | Problem refused) {
            if (none()) {
                throw refused;
            }
            return lend(); // the server gives no more: those that are there will do
        }
    }

    /** True where this was the only one that could have been. */
    private synchronized boolean none() {
        open--;
        lent--;
        most = Math.max(1, open);
        notifyAll();
        return open == 0;
    }

    private void await() {
        try {
            wait();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Problem(
                    ExitCode.INTERRUPTED, "the question was ended before it was asked", "", "", "ask again", e);
        }
    }

    synchronized void giveBack(Lent one) {
        lent--;
        if (one.round() == round) {
            idle.push(one.reader());
        } else {
            end(one.reader());
        }
        notifyAll();
    }

    /** Its connection is lost; the others may be, too. */
    synchronized void lost(Lent one) {
        lent--;
        end(one.reader());
        idle.forEach(this::end);
        idle.clear();
        notifyAll();
    }

    private void end(Reader reader) {
        open--;
        reader.close();
    }

    /** Ends them all, those that are in use when their answer is there. */
    @Override
    public synchronized void close() {
        round++;
        idle.forEach(this::end);
        idle.clear();
        most = MOST;
        while (lent > 0) {
            await();
        }
    }
}
