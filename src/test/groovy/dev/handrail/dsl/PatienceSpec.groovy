package dev.handrail.dsl

import java.time.Duration
import java.util.concurrent.CountDownLatch
import java.util.concurrent.TimeUnit
import java.util.concurrent.atomic.AtomicInteger
import java.util.function.ToLongFunction
import spock.lang.Specification

class PatienceSpec extends Specification {
    private static final CountDownLatch NEVER = new CountDownLatch(1)

    private static void forever() {
        try {
            NEVER.await()
        } catch (InterruptedException ignored) {
            // left behind, as it should be
        }
    }

    def "a processor's clock that begins at #years years is no sign of a script without an end"() {
        given: 'one that stands still there'
        Patience patience = new Patience(Duration.ofMillis(200), { years * 365L * 86_400L * 1_000_000_000L } as ToLongFunction<Thread>)

        expect:
        patience.over { NEVER.await(100, TimeUnit.MILLISECONDS) } == null

        where:
        years << [-1, 0, 11, 68]
    }

    def "a script that computes longer than it may is left behind at the first look"() {
        given:
        AtomicInteger looks = new AtomicInteger()
        Patience patience = new Patience(Duration.ofMillis(20), { looks.getAndIncrement() * 20_000_000L } as ToLongFunction<Thread>)

        expect:
        patience.over { forever() } instanceof Patience.Endless
        looks.get() == 2
    }

    def "one that waits for ever is left behind too, after six times the bound"() {
        given:
        AtomicInteger looks = new AtomicInteger()
        Patience patience = new Patience(Duration.ofMillis(20), { looks.getAndIncrement(); 0L } as ToLongFunction<Thread>)

        expect:
        patience.over { forever() } instanceof Patience.Endless
        looks.get() == 6
    }

    def "what the script throws is handed back"() {
        expect:
        Patience.USUAL.over { throw new IllegalStateException('why') }.message == 'why'
    }
}
