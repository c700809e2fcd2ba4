package dev.handrail.faults

import dev.handrail.live.Wire
import java.util.concurrent.CountDownLatch
import java.util.concurrent.locks.LockSupport

/** When a program is killed. */
abstract class Blow {
    private static final long LOOK = 150_000

    /** Waits for the moment, or for the program's own end. */
    abstract void await(Program program, Tail tail)

    /** After the program was killed. */
    void after() { }

    protected static void until(Program program, Closure<Boolean> holds) {
        while (program.alive() && !holds()) {
            LockSupport.parkNanos(LOOK)
        }
    }

    protected static void pause(Program program, long nanos) {
        long begin = System.nanoTime()
        until(program) { System.nanoTime() - begin >= nanos }
    }

    /** So long after the effect after the next {@code skipped} ones is on record as started. */
    static class AfterStart extends Blow {
        int skipped
        long nanos

        void await(Program program, Tail tail) {
            int left = skipped
            until(program) { tail.fresh().count { Tail.isStart(it) && left-- == 0 } > 0 }
            pause(program, nanos)
        }

        String toString() { "${nanos.intdiv(1000)} us after start ${skipped + 1}" }
    }

    /** When the journal has grown by so many bytes. */
    static class AtOffset extends Blow {
        long bytes

        void await(Program program, Tail tail) {
            long begin = tail.size()
            until(program) { tail.size() - begin >= bytes }
        }

        String toString() { "after $bytes bytes" }
    }

    /** So long after it was started. */
    static class AfterTime extends Blow {
        long nanos

        void await(Program program, Tail tail) {
            pause(program, nanos)
        }

        String toString() { "after ${nanos.intdiv(1_000_000)} ms" }
    }

    /** When the work of a step is committed, and the program does not know it yet. */
    static class AtCommit extends Blow {
        Wire wire
        String step
        private final CountDownLatch committed = new CountDownLatch(1)
        private final CountDownLatch over = new CountDownLatch(1)

        void await(Program program, Tail tail) {
            until(program) { tail.fresh().any { Tail.isStart(it) && it.contains("\"step\":\"$step\"") && !it.contains('"kind":"anchor"') } }
            wire.toClient = { byte[] answer ->
                if (new String(answer, 'ISO-8859-1').contains('COMMIT\u0000')) {
                    committed.countDown()
                    over.await()
                    return false
                }
                true
            }
            until(program) { committed.count == 0 }
        }

        @Override
        void after() {
            wire.toClient = { true }
            over.countDown()
        }

        String toString() { "at the COMMIT of $step" }
    }
}
