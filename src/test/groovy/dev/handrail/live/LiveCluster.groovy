package dev.handrail.live

import io.lettuce.core.cluster.SlotHash

/** A real Redis Cluster of three primaries on the loopback, without replicas; needs Debian's redis-server 7. */
class LiveCluster {
    final List<LiveRedis> nodes
    private final List<String> ids

    private LiveCluster(List<LiveRedis> nodes) {
        this.nodes = nodes
        this.ids = nodes.collect { it.text('CLUSTER MYID') }
    }

    static LiveCluster start() {
        List<LiveRedis> nodes = (0..2).collect { int i ->
            int bus = new ServerSocket(0, 1, InetAddress.loopbackAddress).withCloseable { it.localPort }
            LiveRedis node = LiveRedis.seven('cluster-enabled': 'yes', 'cluster-port': bus as String,
                                             'cluster-node-timeout': '2000', 'cluster-require-full-coverage': 'yes')
            node.bus = bus
            node
        }
        nodes.eachWithIndex { node, i ->
            assert node.say("CLUSTER ADDSLOTSRANGE ${i * 5461} ${i == 2 ? 16383 : i * 5461 + 5460}") == '+OK'
            assert node.say("CLUSTER SET-CONFIG-EPOCH ${i + 1}") == '+OK'
        }
        nodes.drop(1).each { assert nodes[0].say("CLUSTER MEET 127.0.0.1 $it.port $it.bus") == '+OK' }
        LiveCluster cluster = new LiveCluster(nodes)
        cluster.await { it.text('CLUSTER INFO').contains('cluster_state:ok') && it.text('CLUSTER INFO').contains('cluster_known_nodes:3') }
        cluster
    }

    void await(Closure<Boolean> holds, List<LiveRedis> among = nodes) {
        for (int i = 0; i < 1200; i++) {
            if (among.every(holds)) {
                return
            }
            new Object().with { synchronized (it) { it.wait(50) } }
        }
        throw new IllegalStateException('the cluster did not become whole: ' + nodes[0].text('CLUSTER INFO'))
    }

    String url() { nodes[0].url() }

    LiveRedis owner(int slot) { nodes[Math.min(2, slot.intdiv(5461))] }

    /** Begins to move a slot; {@code keys} of those that are there are moved at once. */
    void begin(int slot, LiveRedis to, List<String> keys) {
        LiveRedis from = owner(slot)
        assert to.say("CLUSTER SETSLOT $slot IMPORTING ${ids[nodes.indexOf(from)]}") == '+OK'
        assert from.say("CLUSTER SETSLOT $slot MIGRATING ${ids[nodes.indexOf(to)]}") == '+OK'
        keys.each { assert from.say("MIGRATE 127.0.0.1 $to.port $it 0 5000 AUTH $LiveRedis.PASSWORD") == '+OK' }
    }

    /** Ends the move: everybody is told who has the slot now. */
    void end(int slot, LiveRedis to) {
        ([to] + nodes.findAll { it != to }).each { assert it.say("CLUSTER SETSLOT $slot NODE ${ids[nodes.indexOf(to)]}") == '+OK' }
    }

    long keys() { nodes.sum { it.say('DBSIZE').substring(1) as long } as long }

    static int slot(String key) { SlotHash.getSlot(key) }

    void stop() { nodes*.stop() }
}
