package dev.handrail.target;

import dev.handrail.runbook.Guard;
import dev.handrail.runbook.TargetKind;
import dev.handrail.runbook.TargetRef;
import dev.handrail.target.guard.Lock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Function;

/** The locks of one run: on its databases; where it has none, on its first cache; else on a file in home. */
final class Locks implements Guard {
    private final List<TargetRef> declared;
    private final Function<TargetRef, Lock> makes;
    private final BiConsumer<String, Collection<String>> noting;
    private final List<Lock> held = new ArrayList<>();

    /**
     * @param makes the lock on a database or a cache; on any other target the one on a file
     * @param noting leaves a note with backups that their run is over
     */
    Locks(List<TargetRef> declared, Function<TargetRef, Lock> makes, BiConsumer<String, Collection<String>> noting) {
        this.noting = noting;
        this.declared = declared;
        this.makes = makes;
    }

    /** Two names of one database are one lock; the order is the same in every run, so that no two wait for each other. */
    @Override
    public void lock(List<TargetRef> targets, Holder holder) {
        Map<String, Lock> ordered = new TreeMap<>();
        for (TargetRef target : lockable(targets)) {
            Lock lock = makes.apply(target);
            ordered.putIfAbsent(lock.order(), lock);
        }
        try {
            for (Lock lock : ordered.values()) {
                lock.take(holder);
                held.add(lock);
            }
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    static List<TargetRef> lockable(List<TargetRef> targets) {
        List<TargetRef> databases = of(TargetKind.DATABASE, targets);
        if (!databases.isEmpty()) {
            return databases;
        }
        List<TargetRef> caches = of(TargetKind.CACHE, targets);
        return caches.isEmpty() ? List.of(TargetRef.HOST) : caches.subList(0, 1);
    }

    private static List<TargetRef> of(TargetKind kind, List<TargetRef> targets) {
        return targets.stream().filter(t -> t.kind() == kind).distinct().toList();
    }

    @Override
    public void verify() {
        held.forEach(Lock::verify);
    }

    @Override
    public Optional<Holder> openRun(TargetRef target, String run) {
        return makes.apply(lockable(List.of(target)).get(0)).openRun(run);
    }

    /** Where no lock was taken, e.g. to abandon a run: wherever its note may be. */
    @Override
    public void release(String run) {
        if (!held.isEmpty()) {
            held.forEach(lock -> lock.release(run));
            return;
        }
        lockable(declared).forEach(target -> makes.apply(target).release(run));
    }

    @Override
    public void over(String run, Collection<String> backups) {
        noting.accept(run, backups);
    }

    @Override
    public List<Mark> marks(TargetRef target, String run) {
        return makes.apply(lockable(List.of(target)).get(0)).marks(run);
    }

    @Override
    public void mark(String run, String head) {
        held.forEach(lock -> lock.mark(run, head));
    }

    @Override
    public void close() {
        held.forEach(Lock::close);
        held.clear();
    }
}
