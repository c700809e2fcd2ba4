package dev.handrail.live

import java.nio.ByteBuffer

/** What a client sends to a server, taken from the wire: the text of each query, and the rows of each copy. */
class Recorded {
    private final ByteArrayOutputStream taken = new ByteArrayOutputStream()

    /** For {@link Wire#toServer}. */
    synchronized boolean take(byte[] bytes) {
        taken.write(bytes)
        true
    }

    private synchronized byte[] all() {
        taken.toByteArray()
    }

    /** The messages since the start of the session: a letter and its content. */
    List<Tuple2<String, byte[]>> messages() {
        ByteBuffer in = ByteBuffer.wrap(all())
        List<Tuple2<String, byte[]>> messages = []
        boolean started = false
        while (in.remaining() > 4) {
            String letter = started ? ((char) in.get()) as String : ''
            int length = in.getInt()
            byte[] content = new byte[length - 4]
            in.get(content)
            started |= length != 8 // a question for TLS comes before the start
            messages << new Tuple2<String, byte[]>(letter, content)
        }
        messages
    }

    /** The queries sent by the simple protocol. */
    List<String> queries() {
        messages().findAll { it.v1 == 'Q' }.collect { text(it.v2, 0) }
    }

    /** The queries sent by either protocol. */
    List<String> sent() {
        messages().findAll { it.v1 in ['Q', 'P'] }.collect { letter, content ->
            text(content, letter == 'P' ? text(content, 0).getBytes('UTF-8').length + 1 : 0)
        }
    }

    byte[] rows() {
        ByteArrayOutputStream rows = new ByteArrayOutputStream()
        messages().findAll { it.v1 == 'd' }.each { rows.write(it.v2) }
        rows.toByteArray()
    }

    private static String text(byte[] content, int from) {
        int end = from
        while (content[end] != 0) {
            end++
        }
        new String(content, from, end - from, 'UTF-8')
    }
}
