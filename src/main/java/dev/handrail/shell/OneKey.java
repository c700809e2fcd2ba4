package dev.handrail.shell;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Answers a little as a Redis with one key that never goes, on a port of loopback; only for {@link Training}. */
final class OneKey implements AutoCloseable {
    private final ServerSocket door;
    private final Map<String, String> kept = new ConcurrentHashMap<>();

    private OneKey(ServerSocket door) {
        this.door = door;
    }

    static OneKey open() throws IOException {
        OneKey open = new OneKey(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()));
        begin(open::accept);
        return open;
    }

    String url() {
        return "redis://127.0.0.1:" + door.getLocalPort() + "/0";
    }

    private static void begin(Runnable work) {
        Thread thread = new Thread(work, "one key");
        thread.setDaemon(true);
        thread.start();
    }

    private void accept() {
        try {
            while (true) {
                Socket guest = door.accept();
                begin(() -> serve(guest));
            }
        } catch (IOException closed) {
            // the training is over
        }
    }

    private void serve(Socket guest) {
        try (guest) {
            BufferedReader in =
                    new BufferedReader(new InputStreamReader(guest.getInputStream(), StandardCharsets.ISO_8859_1));
            OutputStream out = guest.getOutputStream();
            for (List<String> words = words(in); !words.isEmpty(); words = words(in)) {
                out.write(answer(words).getBytes(StandardCharsets.ISO_8859_1));
                out.flush();
            }
        } catch (IOException gone) {
            // so is whoever asked
        }
    }

    private static List<String> words(BufferedReader in) throws IOException {
        String count = in.readLine();
        List<String> words = new ArrayList<>();
        for (int left = count == null ? 0 : Integer.parseInt(count.substring(1)); left > 0; left--) {
            in.readLine();
            words.add(in.readLine());
        }
        return words;
    }

    private String answer(List<String> words) {
        return switch (words.get(0).toUpperCase(Locale.ROOT)) {
            case "PING" -> "+PONG\r\n";
            case "ROLE" -> "*3\r\n$6\r\nmaster\r\n:0\r\n*0\r\n";
            case "INFO" ->
                word(
                        "# Server\r\nredis_version:7.0.15\r\nredis_mode:standalone\r\nrun_id:one\r\n"
                                + "# Memory\r\nused_memory:1\r\nmaxmemory:0\r\nmaxmemory_policy:noeviction\r\n"
                                + "# Replication\r\nrole:master\r\n# Stats\r\nevicted_keys:0\r\n# Keyspace\r\ndb0:keys=1,expires=0\r\n");
            case "SCAN" -> "*2\r\n" + word("0") + "*1\r\n" + word("a:1");
            case "DBSIZE", "UNLINK", "EXISTS", "EVAL", "EVALSHA", "PEXPIRE", "DEL", "MEMORY" -> ":1\r\n";
            case "SET" -> {
                kept.put(words.get(1), words.get(2));
                yield "+OK\r\n";
            }
            case "GET" -> kept.containsKey(words.get(1)) ? word(kept.get(words.get(1))) : "$-1\r\n";
            case "HGETALL" -> "*0\r\n";
            default -> "+OK\r\n";
        };
    }

    private static String word(String text) {
        return "$" + text.length() + "\r\n" + text + "\r\n";
    }

    @Override
    public void close() throws IOException {
        door.close();
    }
}
