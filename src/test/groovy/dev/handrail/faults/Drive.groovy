package dev.handrail.faults

import dev.handrail.journal.JournalReader
import dev.handrail.journal.RunState

/**
 * One run, driven to its end through any number of kills. Where the program says that it does not know, what really
 * happened is looked up first and then answered; where it guessed or went wrong, the site differs at the end.
 */
class Drive {
    private static final int MOST = 60

    final Site site
    final String key
    private final Iterator<Blow> blows
    /** False: what proves work is taken away after each kill, and every question is answered without looking. */
    boolean proofs = true
    int starts
    int kills
    /** Kills after which an effect was on record as started and its end was not. */
    int between
    final Map<String, Integer> asked = [:].withDefault { 0 }
    final Map<String, Integer> hit = [:].withDefault { 0 }
    final List<String> story = []

    Drive(Site site, String key, Iterator<Blow> blows) {
        this.site = site
        this.key = key
        this.blows = blows
    }

    /** @return what is not as it should be at the end */
    List<String> toTheEnd() {
        List<String> answers = []
        while (starts++ < MOST) {
            Tail tail = new Tail(site.journal(key))
            Program program = Program.start(site.folder, site.words(key) + answers)
            answers = []
            if (blows.hasNext() && killed(program, tail)) {
                continue
            }
            int exit = program.exit()
            story << "exit $exit".toString()
            if (exit == 0) {
                return site.differences() + unfinished()
            }
            if (exit != 6) {
                return ["exit $exit: ${program.said()}".toString()] + (site.begun() ? site.differences() : [])
            }
            if (proofs && !(tail.open().first().step in Site.UNPROVEN)) {
                return ["asked of what proves itself: ${program.said()}".toString()]
            }
            answers = answer(tail)
        }
        ["not done after $MOST starts".toString()]
    }

    private boolean killed(Program program, Tail tail) {
        Blow blow = blows.next()
        blow.await(program, tail)
        boolean inTime = program.alive()
        program.kill()
        blow.after()
        if (!inTime) {
            return false
        }
        kills++
        List<Map> open = tail.open()
        open.each { hit["$it.step $it.semantics".toString()]++ }
        between += open ? 1 : 0
        story << "$blow: ${open.collect { it.step }}".toString()
        if (!proofs) {
            site.forget(key)
        }
        true
    }

    private List<String> answer(Tail tail) {
        String step = tail.open().first().step
        asked[step]++
        boolean done = proofs && site.happened(step)
        story << "asked of $step: ${done ? 'done' : 'not done'}".toString()
        ['--outcome', "$step=${done ? 'done' : 'not-done'}:looked at it".toString()]
    }

    private List<String> unfinished() {
        RunState state = JournalReader.read(site.journal(key)).state()
        state.standing() == RunState.Standing.FINISHED ? [] : ["the journal says ${state.standing()}".toString()]
    }
}
