package dev.handrail.shell.notice

import com.sun.net.httpserver.HttpServer
import dev.handrail.json.Json
import java.util.concurrent.CopyOnWriteArrayList
import java.util.concurrent.Executors

/** A server that takes notices, or does what servers do on a bad night. */
class Hook implements AutoCloseable {
    final List<Map> taken = new CopyOnWriteArrayList<>()
    final String url
    private final Closure end

    private Hook(String url, Closure end) {
        this.url = url
        this.end = end
    }

    static Hook answering(int status) {
        HttpServer server = HttpServer.create(new InetSocketAddress('127.0.0.1', 0), 0)
        def threads = Executors.newCachedThreadPool()
        server.executor = threads
        Hook hook = new Hook("http://127.0.0.1:${server.address.port}/services/T0/B0/hush-hush-hook", { server.stop(0); threads.shutdownNow() })
        server.createContext('/') { exchange ->
            hook.taken << (Json.read(new String(exchange.requestBody.readAllBytes(), 'UTF-8')) as Map)
            exchange.sendResponseHeaders(status, -1)
            exchange.close()
        }
        server.start()
        hook
    }

    /** Takes connections, and never answers. */
    static Hook hanging() {
        List<Socket> open = new CopyOnWriteArrayList<>()
        accepting { open << it }
    }

    static Hook resetting() {
        accepting { Socket it ->
            it.inputStream.read()
            it.setSoLinger(true, 0)
            it.close()
        }
    }

    static Hook gone() {
        ServerSocket server = new ServerSocket(0, 1, InetAddress.loopbackAddress)
        int port = server.localPort
        server.close()
        new Hook("http://127.0.0.1:$port/hush-hush-hook", {})
    }

    private static Hook accepting(Closure what) {
        ServerSocket server = new ServerSocket(0, 50, InetAddress.loopbackAddress)
        Thread.startDaemon {
            try {
                while (true) {
                    what(server.accept())
                }
            } catch (IOException closed) {
                // its end
            }
        }
        new Hook("http://127.0.0.1:${server.localPort}/hush-hush-hook", { server.close() })
    }

    List<String> texts() {
        taken*.text as List<String>
    }

    @Override
    void close() {
        end()
    }
}
