package dev.handrail.sandbox;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Asks a Redis whether it is ready: a client library would cost more than the start itself. */
final class RedisPing {
    private static final int PATIENCE_MS = 2000;

    private RedisPing() {}

    static boolean answers(int port, String password) {
        try {
            return said(port, "AUTH " + password, "PING").equals(List.of("+OK", "+PONG"));
        } catch (IOException e) {
            return false;
        }
    }

    /** Empties one database of it. */
    static void flush(int port, String password, String number) throws IOException {
        List<String> said = said(port, "AUTH " + password, "SELECT " + number, "FLUSHDB");
        if (!said.equals(List.of("+OK", "+OK", "+OK"))) {
            throw new IOException("the sandbox's Redis said " + said);
        }
    }

    private static List<String> said(int port, String... commands) throws IOException {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(Ports.LOOPBACK, port), PATIENCE_MS);
            socket.setSoTimeout(PATIENCE_MS);
            String ask = String.join("\r\n", commands) + "\r\n";
            socket.getOutputStream().write(ask.getBytes(StandardCharsets.US_ASCII));
            List<String> said = new ArrayList<>();
            for (int i = 0; i < commands.length; i++) {
                said.add(line(socket.getInputStream()));
            }
            return said;
        }
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = in.read(); c >= 0 && c != '\n'; c = in.read()) {
            line.append((char) c);
        }
        return line.toString().strip();
    }
}
