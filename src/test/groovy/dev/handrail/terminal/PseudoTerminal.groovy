package dev.handrail.terminal

import java.util.concurrent.TimeUnit
import spock.util.concurrent.PollingConditions

/**
 * A program at a terminal of its own, 100 columns wide, driven through what it shows: nothing waits for a fixed time. Its
 * keys are pressed faster than by any finger, so none is taken for held.
 */
class PseudoTerminal implements Closeable {
    private static final PollingConditions SOON = new PollingConditions(timeout: 60, delay: 0.02)

    final Process process
    private final StringBuffer raw = new StringBuffer()
    private int seen

    PseudoTerminal(List<String> command, Map<String, String> environment, File folder) {
        String line = 'stty rows 40 cols 100; exec ' + command.collect { "'" + it.replace("'", "'\\''") + "'" }.join(' ')
        // A build that runs in the background ignores some signals, and so would its children; a login does not.
        ProcessBuilder builder = new ProcessBuilder('env', '--default-signal=INT,QUIT,HUP,TERM', 'script', '-qfec', line, '/dev/null')
        builder.environment().putAll([TERM: 'xterm-256color', SHELL: '/bin/sh', HANDRAIL_KEY_DELAY: '0s'] + environment)
        builder.environment().remove('CI')
        process = builder.directory(folder).redirectErrorStream(true).start()
        Thread.startDaemon('terminal') {
            byte[] bytes = new byte[4096]
            int count
            try {
                while ((count = process.inputStream.read(bytes)) > 0) {
                    raw.append(new String(bytes, 0, count, 'UTF-8'))
                }
            } catch (IOException closed) {
                // the terminal was closed while it was read
            }
        }
    }

    /** Everything shown so far, without colours and cursor movements. */
    String screen() {
        raw.toString().replaceAll(/\u001b\[[0-9;?]*[A-Za-z]|\u001b[=>78]/, '').replace('\r', '')
    }

    /** Everything shown so far, as it came. */
    String raw() {
        raw.toString()
    }

    /** What was left standing, line by line: drafts that were drawn over are gone. */
    List<String> lines() {
        String plain = raw.toString().replaceAll(/\u001b\[[0-9;?]*[A-Za-z]|\u001b[=>78]/, '')
        plain.split('\n')*.replaceAll(/\r+$/, '')*.replaceAll(/.*\r/, '') as List
    }

    /** Waits until {@code text} is shown behind what was awaited before. */
    PseudoTerminal sees(String text) {
        try {
            SOON.eventually {
                assert screen().indexOf(text, seen) >= 0
            }
        } catch (Throwable late) {
            throw new AssertionError("not shown: '$text'; the screen is:\n${screen()}", late)
        }
        seen = screen().indexOf(text, seen) + text.length()
        this
    }

    /** Waits for the first of several texts to be shown, and says which. */
    String seesOneOf(String... texts) {
        String first = null
        try {
            SOON.eventually {
                first = texts.findAll { screen().indexOf(it, seen) >= 0 }.min { screen().indexOf(it, seen) }
                assert first
            }
        } catch (Throwable late) {
            throw new AssertionError("none of $texts is shown; the screen is:\n${screen()}", late)
        }
        sees(first)
        first
    }

    PseudoTerminal types(String keys) {
        process.outputStream.write(keys.getBytes('UTF-8'))
        process.outputStream.flush()
        this
    }

    /** The exit status, once the program has ended by itself. */
    int ends() {
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            throw new AssertionError("it does not end; the screen is:\n${screen()}")
        }
        process.exitValue()
    }

    void close() {
        process.destroy()
    }
}
