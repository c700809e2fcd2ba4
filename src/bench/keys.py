#!/usr/bin/env python3
"""How soon a key at a question is acted on: answers a run's questions in a pseudo terminal, one key each.

    keys.py HOME COMMAND ...

Takes, for each question, the time from writing the key to the first byte that comes back (its echo), and to the record
of the decision in the journal. Prints a Markdown table in milliseconds: median, 99th percentile, worst.
"""
import fcntl, glob, os, pty, select, statistics, struct, sys, termios, time

PROMPT, END = b"[?] ", b"Report"


def read(terminal, seconds=60):
    if not select.select([terminal], [], [], seconds)[0]:
        sys.exit("nothing came within %d s" % seconds)
    try:
        return os.read(terminal, 65536)
    except OSError:
        return b""


def journal(home):
    found = glob.glob(home + "/runs/*/journal.jsonl")
    return open(found[0], "rb") if found else sys.exit("no journal under " + home)


def main():
    home, command = sys.argv[1], sys.argv[2:]
    pid, terminal = pty.fork()
    if pid == 0:
        os.execvp(command[0], command)
    fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 40, 100, 0, 0))
    echoes, records, records_of, seen = [], [], None, b""
    while True:
        while PROMPT not in seen and END not in seen:
            more = read(terminal)
            if not more:
                sys.exit("it ended: " + seen.decode(errors="replace"))
            seen += more
        if PROMPT not in seen:
            break
        time.sleep(0.03 + 0.0013 * len(echoes))  # not in step with whoever looks for keys
        records_of = records_of or journal(home)
        records_of.read()
        begin = time.monotonic()
        os.write(terminal, b"y")
        echoed = None
        decided = b""
        while b'"step.decided"' not in decided:
            if echoed is None and select.select([terminal], [], [], 0)[0]:
                seen = read(terminal)
                echoed = time.monotonic()
            decided += records_of.read()
            if time.monotonic() - begin > 60:
                sys.exit("no decision within 60 s: " + seen.decode(errors="replace"))
        records.append(time.monotonic() - begin)
        if echoed is None:
            seen = read(terminal)
            echoed = time.monotonic()
        echoes.append(echoed - begin)
    os.waitpid(pid, 0)
    print("| %d keys at as many questions, ms | median | 99 in 100 | worst |\n|---|---|---|---|" % len(echoes))
    for what, times in [("until its echo", echoes), ("until its record in the journal", records)]:
        times = sorted(1000 * taken for taken in times)
        print("| %s | %.1f | %.1f | %.1f |" % (what, statistics.median(times), times[len(times) * 99 // 100 - 1], times[-1]))


main()
