package dev.handrail.target.redis;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** One figure of each of some keys, e.g. its memory or its time to live; a page of them is asked at once. */
record KeyFigures(RedisTarget cache, String pattern, int atMost) {
    /**
     * @param command its words before the key
     * @param taker is told the keys that are still there
     * @return how many there were
     */
    long each(List<String> command, Taker taker) {
        long[] seen = {0};
        Topology topology = cache.topology();
        for (RedisPlace server : topology.primaries()) {
            try (Bulk looking = cache.connector().bulk(server);
                    Lane asking = new Lane(server, cache.connector().bulk(server))) {
                Scan scan = new Scan(looking, pattern, Scan.PAGE, false);
                while (scan.more() && seen[0] < atMost) {
                    List<String> keys = new ArrayList<>();
                    scan.next((key, length) -> {
                        ask(asking.filling(), command, key, length);
                        keys.add(new String(key, 0, length, StandardCharsets.UTF_8));
                    });
                    asking.send();
                    asking.drain(0, (lane, batch, at, complaint) -> {
                        long figure = lane.number();
                        if (complaint == null && figure >= -1) {
                            seen[0]++;
                            taker.figure(keys.get(at), figure);
                        } else if (complaint != null && Redirect.of(complaint).isEmpty()) {
                            throw new io.lettuce.core.RedisCommandExecutionException(complaint);
                        }
                    });
                }
            }
        }
        return seen[0];
    }

    private static void ask(Batch batch, List<String> command, byte[] key, int length) {
        Outgoing out = batch.next().command(command.size() + 1);
        command.forEach(out::word);
        out.word(key, 0, length);
        batch.written(true);
    }

    /** Takes figures as they come. */
    interface Taker {
        void figure(String key, long figure);
    }
}
