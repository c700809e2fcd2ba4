package dev.handrail.target.redis;

import dev.handrail.problem.ExitCode;
import dev.handrail.problem.Problem;
import io.lettuce.core.cluster.SlotHash;
import io.lettuce.core.cluster.models.partitions.ClusterPartitionParser;
import io.lettuce.core.cluster.models.partitions.RedisClusterNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which server has which slot; one that stands alone has them all. */
final class Topology {
    private final boolean cluster;
    private final @Nullable RedisPlace[] bySlot = new RedisPlace[SlotHash.SLOT_COUNT];

    private Topology(boolean cluster) {
        this.cluster = cluster;
    }

    static Topology alone(RedisPlace place) {
        Topology one = new Topology(false);
        Arrays.fill(one.bySlot, place);
        return one;
    }

    /** @param nodes what {@code CLUSTER NODES} answers */
    static Topology of(RedisPlace seed, String nodes) {
        Topology all = new Topology(true);
        for (RedisClusterNode node : ClusterPartitionParser.parse(nodes)) {
            if (!node.getRole().isUpstream()) {
                continue;
            }
            // A node that does not know its own address yet leaves its host out.
            String host = node.getUri().getHost();
            RedisPlace place = seed.at(
                    host == null || host.isEmpty() ? seed.host() : host,
                    node.getUri().getPort());
            node.getSlots().forEach(slot -> all.bySlot[slot] = place);
        }
        return all;
    }

    boolean cluster() {
        return cluster;
    }

    /** Every server that has a slot. */
    List<RedisPlace> primaries() {
        LinkedHashSet<RedisPlace> all = new LinkedHashSet<>(Arrays.asList(bySlot));
        all.remove(null);
        return new ArrayList<>(all);
    }

    /** @throws Problem exit 7 where some slots have no server: their keys could be neither seen nor written */
    Topology whole(RedisPlace seed) {
        long without = Arrays.stream(bySlot).filter(place -> place == null).count();
        if (without == 0) {
            return this;
        }
        throw new Problem(
                ExitCode.UNREACHABLE,
                "cache '" + seed.name() + "' is a cluster that is not whole",
                seed.shown(),
                without + " of " + bySlot.length + " slots have no server",
                "see redis-cli --cluster check " + seed.host() + ":" + seed.port());
    }

    @Nullable
    RedisPlace at(int slot) {
        return bySlot[slot];
    }

    void moved(int slot, RedisPlace to) {
        bySlot[slot] = to;
    }
}
