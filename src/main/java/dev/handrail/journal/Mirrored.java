package dev.handrail.journal;

import dev.handrail.problem.ExitCode;
import dev.handrail.problem.Problem;
import java.nio.file.Path;
import java.util.Optional;

/** What a run does about its mirror: goes on with a warning where it fails, or stops before the next effect. */
final class Mirrored implements AutoCloseable {
    private final Mirror mirror;
    private final boolean stops;
    private boolean warned;

    Mirrored(Mirror mirror, boolean stops) {
        this.mirror = mirror;
        this.stops = stops;
    }

    Path place() {
        return mirror.place();
    }

    /**
     * Has it all copied.
     *
     * @param needed true: an effect is about to be sent
     * @return a failure that is news
     * @throws Problem exit 8 where the run must not go on
     */
    Optional<Event> reach(long end, boolean needed) {
        Optional<String> failure = required(end, needed);
        boolean news = failure.isPresent() && !warned;
        warned = failure.isPresent();
        return news ? failure.map(why -> new Event.MirrorFailed(place().toString(), why)) : Optional.empty();
    }

    /** Before the first record: what was written earlier is copied. */
    void open(long end) {
        required(end, true);
    }

    private Optional<String> required(long end, boolean needed) {
        Optional<String> failure = mirror.reach(end);
        if (failure.isPresent() && mirror.other()) {
            throw problem("the journal's mirror is not a copy of this journal", failure.get(), another());
        }
        if (failure.isPresent() && stops && needed) {
            throw problem("the journal's mirror does not keep what is written", failure.get(), broken());
        }
        return failure;
    }

    /** At the end: what it lacks; empty where it has all. */
    Optional<String> last(long end) {
        return mirror.last(end).map(why -> "The journal's mirror " + place() + " lacks the end of it: " + why);
    }

    private static String another() {
        return "the run went on elsewhere, or one of the two was cut: see which is longer with wc -l, and go on with"
                + " that one\nor move the mirror's folder of this run away, then resume";
    }

    private static String broken() {
        return "bring it back, then resume\nor go on without: onFailure: warn under journal in handrail.yml";
    }

    private Problem problem(String what, String why, String remedy) {
        return new Problem(ExitCode.JOURNAL, what, place().toString(), why, remedy);
    }

    @Override
    public void close() {
        mirror.close();
    }
}
