package dev.handrail.target.redis;

import dev.handrail.runbook.Guard.Mark;
import java.util.List;

/** The head of an open run's journal as a cache keeps it: before each step, for no work on keys carries it. */
record Heads(RedisTarget cache, String run) {
    private String key() {
        return RedisTarget.OWN + "head:" + run;
    }

    void keep(String head) {
        cache.command("note the journal's head", r -> r.set(key(), head));
    }

    List<Mark> kept() {
        String head = cache.command("read the journal's head", r -> r.get(key()));
        return head == null ? List.of() : List.of(new Mark("the last step that was begun", "", head));
    }

    void forget() {
        cache.command("take the journal's head away", r -> r.del(key()));
    }
}
