package dev.handrail.shell.out;

import dev.handrail.json.Json;
import dev.handrail.text.Ascii;
import dev.handrail.text.Escape;
import dev.handrail.text.Redactor;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * The one gateway through which anything leaves: data to standard output, everything else to standard error. A reader
 * that goes away (a closed pipe) does not end a run: what is printed then is lost, the journal is not.
 */
public final class Console {
    private final PrintStream out;
    private final PrintStream err;
    private final Redactor redactor;
    private final boolean colour;
    private final boolean json;
    private final Telling telling;
    private final boolean ascii;
    private boolean drawnOver;
    private boolean aside;

    /** @param colour whether looks are shown as colours */
    public Console(PrintStream out, PrintStream err, Redactor redactor, boolean colour, boolean json) {
        this(out, err, redactor, colour, json, Telling.USUAL, false);
    }

    /** @param ascii whether lines are shown in ASCII alone; documents stay as they are */
    public Console(
            PrintStream out,
            PrintStream err,
            Redactor redactor,
            boolean colour,
            boolean json,
            Telling telling,
            boolean ascii) {
        this.telling = telling;
        this.ascii = ascii;
        this.out = out;
        this.err = err;
        this.redactor = redactor;
        this.colour = colour;
        this.json = json;
    }

    /** Standard output or standard error in UTF-8, whatever the locale says. */
    public static PrintStream stream(FileDescriptor descriptor) {
        return new PrintStream(new FileOutputStream(descriptor), true, StandardCharsets.UTF_8);
    }

    public Redactor redactor() {
        return redactor;
    }

    public boolean colour() {
        return colour;
    }

    public Telling telling() {
        return telling;
    }

    private String shown(String text) {
        String masked = redactor.redact(text);
        return ascii ? Ascii.of(masked) : masked;
    }

    /** True where standard output carries JSON lines only. */
    public boolean json() {
        return json;
    }

    /** What the command was asked for: to standard output. */
    public void data(Line line) {
        synchronized (err) {
            wipe();
            out.println(shown(line.show(colour)));
        }
    }

    public void data(String lines) {
        data(Line.of(lines));
    }

    /** As {@link #data(Line)}, in lines of at most {@code width} columns. */
    public void data(Line line, int width) {
        line.wrapped(width, this::shown).forEach(this::data);
    }

    /** Text that is a document of its own, e.g. a report: as it is, but masked. */
    public void document(String text) {
        out.print(redactor.redact(text));
        out.flush();
    }

    /** What happens meanwhile: to standard error. */
    public void say(Line line) {
        synchronized (err) {
            wipe();
            err.println(shown(line.show(colour)));
        }
    }

    /** As {@link #say(Line)}, in lines of at most {@code width} columns. */
    public void say(Line line, int width) {
        line.wrapped(width, this::shown).forEach(this::say);
    }

    public void say(String lines) {
        say(Line.of(lines));
    }

    /** The result of a command for a person: data, but where that is JSON, beside it. */
    public void result(Line line) {
        if (json) {
            say(line);
        } else {
            data(line);
        }
    }

    /** As {@link #result(Line)}, in lines of at most {@code width} columns. */
    public void result(Line line, int width) {
        line.wrapped(width, this::shown).forEach(this::result);
    }

    /** Part of a line, to standard error: a prompt, or one that is drawn over. */
    public void draw(String text) {
        synchronized (err) {
            wipeAside();
            err.print(shown(text));
            err.flush();
        }
    }

    /** A line of JSON to standard output. */
    public void record(Map<String, ?> fields) {
        recorded(redactor.redact(Json.write(fields)));
    }

    /** A line of JSON as the journal has it. */
    public void recorded(String line) {
        synchronized (err) {
            out.println(ascii ? Ascii.of(line) : line);
        }
    }

    /** One line that is drawn over, by itself or by whatever is printed next. */
    public void over(String text) {
        synchronized (err) {
            err.print("\r" + shown(text) + "\033[K");
            err.flush();
            drawnOver = true;
        }
    }

    /** Text behind the cursor, which stays where it is; gone with whatever is printed next. */
    public void aside(String text) {
        synchronized (err) {
            err.print("\0337  " + shown(text) + "\033[J\0338");
            err.flush();
            aside = true;
        }
    }

    private void wipeAside() {
        if (aside) {
            aside = false;
            err.print("\033[J");
        }
    }

    private void wipe() {
        wipeAside();
        if (drawnOver) {
            drawnOver = false;
            err.print("\r\033[K");
            err.flush();
        }
    }

    /** {@code text} on one line, escaped. */
    public static String line(String text) {
        return Escape.line(text);
    }
}
