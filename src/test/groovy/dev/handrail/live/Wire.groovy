package dev.handrail.live

import java.util.concurrent.CopyOnWriteArrayList

/** The wire between a client and a server, which a spec cuts at the moment that matters. */
class Wire implements AutoCloseable {
    private final ServerSocket listening = new ServerSocket(0, 50, InetAddress.loopbackAddress)
    private final int target
    private final List<Socket> sockets = new CopyOnWriteArrayList<>()
    /** Called with what a client sends, before it is passed on; false cuts the connection instead. */
    volatile Closure<Boolean> toServer = { byte[] bytes -> true }
    /** Called with what the server answers, before it is passed on; false cuts the connection instead, a number behind so many bytes. */
    volatile Closure<?> toClient = { byte[] bytes -> true }
    /** While true, nothing passes and nothing is cut. */
    volatile boolean hole

    Wire(int target) {
        this.target = target
        Thread.startDaemon { accept() }
    }

    int getPort() {
        listening.localPort
    }

    private void accept() {
        try {
            while (true) {
                join(listening.accept())
            }
        } catch (IOException ignored) {
            // closed
        }
    }

    /** Where no server listens now, the client is told so as it would be without us. */
    private void join(Socket client) {
        try {
            Socket server = new Socket(InetAddress.loopbackAddress, target)
            sockets.addAll([client, server])
            if (listening.closed) {
                sockets*.close() // who came while we closed is cut like the others
            }
            Thread.startDaemon { pump(client, server) { toServer(it) } }
            Thread.startDaemon { pump(server, client) { toClient(it) } }
        } catch (IOException ignored) {
            client.close()
        }
    }

    private void pump(Socket from, Socket to, Closure<?> passes) {
        byte[] buffer = new byte[1 << 16]
        try {
            for (int n = from.inputStream.read(buffer); n >= 0; n = from.inputStream.read(buffer)) {
                byte[] bytes = Arrays.copyOf(buffer, n)
                def most = passes(bytes)
                if (most instanceof Integer) {
                    to.outputStream.write(bytes, 0, most)
                }
                if (!most || most instanceof Integer) {
                    break
                }
                if (!hole) {
                    to.outputStream.write(bytes)
                    to.outputStream.flush()
                }
            }
        } catch (IOException ignored) {
            // cut
        }
        if (!hole) {
            [from, to]*.close()
        }
    }

    void close() {
        listening.close()
        sockets*.close()
    }
}
