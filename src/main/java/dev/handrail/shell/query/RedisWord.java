package dev.handrail.shell.query;

import dev.handrail.runbook.Cache;
import dev.handrail.settings.Environment;
import dev.handrail.target.Visit;
import dev.handrail.target.redis.RedisTarget;
import java.util.List;
import java.util.Locale;

/** What is typed behind {@code redis}: one of its commands. */
final class RedisWord {
    private final Ground ground;
    private final Chosen chosen = new Chosen("redis");

    RedisWord(Ground ground) {
        this.ground = ground;
    }

    Chosen chosen() {
        return chosen;
    }

    /** @return the lines of the reply */
    List<String> line(Environment environment, Visit visit, List<String> words) {
        if (words.isEmpty()) {
            return List.of();
        }
        String name = chosen.of(environment.caches().keySet());
        boolean changes = ground.writes() && !RedisTarget.reads(words);
        if (changes && environment.guarded()) {
            confirm(environment, visit, name);
        }
        if (changes || RedisTarget.reads(words)) {
            ground.records(environment, "redis on " + name + ": " + String.join(" ", words));
        }
        Object value = changes ? visit.tell(name, words) : visit.ask(name, words);
        String command = String.join(" ", words.subList(0, Math.min(2, words.size())));
        return new Reply(command.toLowerCase(Locale.ROOT), value).lines();
    }

    private void confirm(Environment environment, Visit visit, String name) {
        Cache.Identity at = visit.cache(name).identity();
        String place = environment.name() + "/" + name;
        String what = "This changes the cache " + name + " on " + at.host() + ":" + at.port() + "/" + at.number()
                + " of the protected environment " + environment.name() + ".";
        if (!ground.confirms(what, place)) {
            throw Manner.wrong("nothing was done: " + place + " was not typed", "redis", "type the line again");
        }
    }
}
