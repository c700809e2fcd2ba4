package dev.handrail.text;

/**
 * Rows in a file, for COPY … FROM STDIN: never held in memory, and known by their digest.
 *
 * @param file the absolute path
 * @param shown the file as people know it
 * @param line where the rows start
 * @param from the first byte
 * @param length in bytes
 * @param lines how many line ends they have
 * @param digest SHA-256 of these bytes
 */
public record Rows(String file, String shown, int line, long from, long length, long lines, String digest) {
    /** One line for people. */
    public String show() {
        return lines + (lines == 1 ? " line" : " lines") + ", " + length + " bytes from " + shown + ":" + line
                + ", SHA-256 " + digest.substring(0, Math.min(16, digest.length()));
    }
}
