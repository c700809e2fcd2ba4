package dev.handrail.shell.person;

import dev.handrail.target.host.TerminalModes;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.IOError;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Consumer;
import org.jline.terminal.Attributes;
import org.jline.terminal.Terminal;
import org.jline.utils.NonBlockingReader;
import org.jspecify.annotations.Nullable;

/** The keys of a real terminal, in raw mode while a command is at work: nothing typed meanwhile is echoed or kept. */
public final class TerminalKeyboard implements Keyboard {
    private static final String PASTE_ON = "\033[?2004h";
    private static final String PASTE_OFF = "\033[?2004l";
    private static final long LOOK_MILLIS = 100;

    private final Terminal terminal;
    private final Optional<TerminalModes> modes;
    /** Tells how many bytes lie ready; nothing is ever read through it. */
    private final FileInputStream ready = new FileInputStream(FileDescriptor.in);

    private final KeyReader keys = new KeyReader(new Source());

    private final HeldKeys held = new HeldKeys(HeldKeys.delay(System.getenv("HANDRAIL_KEY_DELAY")), System::nanoTime);

    private @Nullable Attributes before;
    private @Nullable Ear ear;
    private volatile boolean waiting;
    private volatile boolean interrupted;
    private volatile @Nullable Runnable stopping;
    private volatile Runnable told = () -> {};
    private volatile boolean gone;
    private volatile boolean over;

    /** @param modes the terminal's own, where they are known */
    public TerminalKeyboard(Terminal terminal, Optional<TerminalModes> modes) {
        this.terminal = terminal;
        this.modes = modes;
    }

    @Override
    public synchronized void listen() {
        if (before == null) {
            try {
                before = terminal.enterRawMode();
                quitKeyOff();
                write(PASTE_ON);
            } catch (IOError noTerminal) {
                gone = true;
            }
        }
        interrupted = false;
    }

    /** Ctrl-\ would let the JVM print what all its threads do, in the middle of a question. */
    private void quitKeyOff() {
        Attributes raw = terminal.getAttributes();
        raw.setControlChar(Attributes.ControlChar.VQUIT, 0);
        terminal.setAttributes(raw);
    }

    @Override
    public void rest() {
        deaf();
        over = false;
        giveBack();
    }

    private synchronized void giveBack() {
        Attributes cooked = before;
        if (cooked != null) {
            before = null;
            try {
                write(PASTE_OFF);
                terminal.setAttributes(cooked);
                modes.ifPresent(TerminalModes::restore);
            } catch (IOError noTerminal) {
                gone = true; // there is nothing left to give back
            }
        }
    }

    private void write(String sequence) {
        if (!Terminals.plain()) {
            terminal.writer().write(sequence);
            terminal.flush();
        }
    }

    @Override
    public synchronized void hear(Consumer<String> heard) {
        deaf();
        if (!gone && before != null) {
            ear = new Ear(terminal.reader(), keys, heard);
        }
    }

    @Override
    public synchronized void deaf() {
        if (ear != null) {
            ear.close();
            ear = null;
        }
    }

    @Override
    public void drain() {
        deaf();
        discard();
        interrupted = false;
    }

    private void discard() {
        try {
            NonBlockingReader reader = terminal.reader();
            while (reader.peek(1) >= 0) {
                held.passed(String.valueOf((char) reader.read()));
            }
            keys.fresh();
        } catch (IOException e) {
            gone = true;
        }
    }

    @Override
    public Press press() {
        return press(() -> {});
    }

    @Override
    public Press press(Runnable meanwhile) {
        deaf();
        waiting = true;
        try {
            return next(Terminals.plain() ? () -> {} : meanwhile);
        } finally {
            waiting = false;
        }
    }

    private Press next(Runnable meanwhile) {
        while (!gone && !over) {
            Runnable stop = stopping;
            if (stop != null) {
                stopping = null;
                stopped(stop);
                drain();
                return Press.of(Press.Kind.RESUMED);
            }
            if (interrupted) {
                interrupted = false;
                discard(); // as the terminal does with what it still has: the key that comes next stands alone
                return Press.of(Press.Kind.INTERRUPT);
            }
            try {
                int c = terminal.reader().read(LOOK_MILLIS);
                if (c >= 0) {
                    return unheld(keys.press(c));
                }
                gone = gone || c == NonBlockingReader.EOF;
                lookWhetherItIsThere();
                meanwhile.run();
            } catch (IOException e) {
                gone = true;
            }
        }
        if (gone) {
            told.run();
        }
        return Press.of(Press.Kind.END);
    }

    private Press unheld(Press press) {
        boolean character = press.kind() == Press.Kind.CHARACTER;
        boolean again = held.held(character ? press.text() : press.kind().name());
        return character && again ? new Press(Press.Kind.HELD, press.text(), false) : press;
    }

    /** Where nothing tells of its end (nohup), a terminal that is gone is read like one at which nobody types. */
    private void lookWhetherItIsThere() throws IOException {
        ready.available();
    }

    @Override
    public boolean interrupted() {
        interrupted = waiting;
        return waiting;
    }

    /** Who waits for a key stops by itself: a read that began meanwhile would wait for a whole line. */
    @Override
    public void stop(Runnable how) {
        if (waiting) {
            stopping = how;
        } else {
            Ear was = ear;
            deaf();
            stopped(how);
            if (was != null) {
                hear(was.heard());
            }
        }
    }

    private void stopped(Runnable how) {
        giveBack();
        how.run();
        listen();
    }

    @Override
    public void whenGone(Runnable tell) {
        told = tell;
    }

    @Override
    public void over() {
        over = true;
    }

    @Override
    public void gone() {
        gone = true;
    }

    private final class Source implements KeyReader.Source {
        @Override
        public int read(long millis) throws IOException {
            return terminal.reader().read(millis);
        }

        @Override
        public boolean more() {
            try {
                return ready.available() > 0;
            } catch (IOException e) {
                return false;
            }
        }
    }
}
