package dev.handrail.faults

import dev.handrail.live.Wire

/** Moments to be killed at: most of them aimed at the gap between an effect's start and its end. */
class Blows implements Iterator<Blow> {
    private static final List<Long> MICROS = [0, 300, 1_000, 2_000, 4_000, 8_000, 12_000, 16_000, 25_000, 50_000, 120_000]

    private final Wire wire
    private final Random random
    private int left

    Blows(Wire wire, long seed, int most) {
        this.wire = wire
        random = new Random(seed)
        left = most
    }

    boolean hasNext() {
        left > 0
    }

    Blow next() {
        left--
        int kind = random.nextInt(10)
        if (kind == 9 && left % 4 == 0) {
            String step = ['data/insert', 'data/partitions', 'data/backfill'][random.nextInt(3)]
            return new Blow.AtCommit(wire: wire, step: step)
        }
        if (kind < 6) {
            return aimed(random.nextBoolean() ? random.nextInt(2) : random.nextInt(9), MICROS[random.nextInt(MICROS.size())])
        }
        kind < 8 ? new Blow.AtOffset(bytes: 1 + random.nextInt(9_000))
            : new Blow.AfterTime(nanos: random.nextInt(2_500) * 1_000_000L)
    }

    /** Right after the effect that comes after {@code skipped} others is on record, or so many microseconds later. */
    static Blow aimed(int skipped, long micros) {
        new Blow.AfterStart(skipped: skipped, nanos: micros * 1000)
    }
}
