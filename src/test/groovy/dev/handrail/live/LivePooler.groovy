package dev.handrail.live

import java.util.concurrent.CopyOnWriteArrayList
import java.util.concurrent.atomic.AtomicInteger

/**
 * What a pooler does to its clients, on the wire: it answers a start with a process number of its own, and, pooling by
 * the transaction, lends one session of the server to whoever speaks next.
 */
class LivePooler implements AutoCloseable {
    private final ServerSocket listening = new ServerSocket(0, 50, InetAddress.loopbackAddress)
    private final int target
    private final boolean byTransaction
    private final List<Socket> sockets = new CopyOnWriteArrayList<>()
    private final AtomicInteger numbers = new AtomicInteger(900_000)
    private Socket lent
    private byte[] greeting

    LivePooler(int target, boolean byTransaction) {
        this.target = target
        this.byTransaction = byTransaction
        Thread.startDaemon {
            try {
                while (true) {
                    Socket client = listening.accept()
                    sockets << client
                    Thread.startDaemon { serve(client) }
                }
            } catch (IOException ignored) {
                // closed
            }
        }
    }

    int getPort() {
        listening.localPort
    }

    private void serve(Socket client) {
        try {
            DataInputStream fromClient = new DataInputStream(new BufferedInputStream(client.inputStream))
            byte[] start = startOf(fromClient, client)
            Socket server
            synchronized (this) {
                if (byTransaction && lent != null) {
                    server = lent
                    client.outputStream.write(greeting)
                } else {
                    server = connect(client, fromClient, start)
                    lent = server
                }
            }
            talk(client, fromClient, server)
        } catch (IOException ignored) {
            // gone
        } finally {
            client.close()
        }
    }

    /** Refuses encryption, as a plain pooler does, until the real start comes. */
    private static byte[] startOf(DataInputStream from, Socket client) {
        while (true) {
            int length = from.readInt()
            byte[] rest = new byte[length - 4]
            from.readFully(rest)
            int code = new DataInputStream(new ByteArrayInputStream(rest)).readInt()
            if (code != 80877103 && code != 80877104) {
                ByteArrayOutputStream whole = new ByteArrayOutputStream()
                new DataOutputStream(whole).writeInt(length)
                whole.write(rest)
                return whole.toByteArray()
            }
            client.outputStream.write('N' as char as int)
        }
    }

    /** The login passes through; from its end on the server's session is ours to lend. */
    private Socket connect(Socket client, DataInputStream fromClient, byte[] start) {
        Socket server = new Socket(InetAddress.loopbackAddress, target)
        sockets << server
        server.outputStream.write(start)
        DataInputStream fromServer = new DataInputStream(server.inputStream)
        ByteArrayOutputStream after = new ByteArrayOutputStream()
        boolean inside = false
        while (true) {
            byte[] message = read(fromServer)
            char type = message[0] as char
            if (type == ('K' as char)) {
                message = numbered(message)
            }
            inside = inside || type == ('R' as char) && message[8] == 0
            if (inside) {
                after.write(message)
            }
            client.outputStream.write(message)
            if (type == ('Z' as char)) {
                greeting = after.toByteArray()
                return server
            }
            if (type == ('E' as char)) {
                throw new IOException('refused')
            }
            if (type == ('R' as char) && (message[8] as int) in [3, 5, 10, 11]) {
                server.outputStream.write(read(fromClient))
            }
        }
    }

    private void talk(Socket client, DataInputStream fromClient, Socket server) {
        boolean free = true
        while (true) {
            ByteArrayOutputStream asked = new ByteArrayOutputStream()
            byte[] message = read(fromClient)
            while (true) {
                if ((message[0] as char) == ('X' as char)) {
                    if (!byTransaction) {
                        server.close()
                    }
                    return
                }
                asked.write(message)
                if ((message[0] as char) == ('S' as char) || (message[0] as char) == ('Q' as char)) {
                    break
                }
                message = read(fromClient)
            }
            synchronized (server) {
                server.outputStream.write(asked.toByteArray())
                DataInputStream fromServer = new DataInputStream(server.inputStream)
                byte[] answer = read(fromServer)
                while ((answer[0] as char) != ('Z' as char)) {
                    client.outputStream.write(answer)
                    answer = read(fromServer)
                }
                client.outputStream.write(answer)
            }
        }
    }

    private byte[] numbered(byte[] key) {
        int number = numbers.incrementAndGet()
        (0..3).each { key[5 + it] = (byte) (number >>> (24 - 8 * it)) }
        key
    }

    private static byte[] read(DataInputStream from) {
        byte type = from.readByte()
        int length = from.readInt()
        ByteArrayOutputStream whole = new ByteArrayOutputStream()
        DataOutputStream out = new DataOutputStream(whole)
        out.writeByte(type)
        out.writeInt(length)
        byte[] body = new byte[length - 4]
        from.readFully(body)
        out.write(body)
        whole.toByteArray()
    }

    void close() {
        listening.close()
        sockets*.close()
    }
}
