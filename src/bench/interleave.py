#!/usr/bin/env python3
"""Times commands against each other in one run: every round runs every case once, the first one rotates.

    interleave.py [--rounds N] [--prepare CMD] LABEL=COMMAND ...

A command is given to a shell. LABEL@PROMPT=COMMAND instead starts it in a pseudo terminal and takes the time until
PROMPT (a regular expression) appears. Prints a Markdown table: median wall seconds with the fastest and slowest,
median CPU seconds, the largest resident set, and the ratio of medians to the first case.
"""
import argparse, os, pty, re, resource, select, signal, statistics, struct, fcntl, subprocess, sys, termios, time


def timed(command):
    before = time.monotonic()
    process = subprocess.Popen(command, shell=True, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                               stderr=subprocess.PIPE, start_new_session=True)
    errors = process.stderr.read()
    _, status, usage = os.wait4(process.pid, 0)
    wall = time.monotonic() - before
    process.returncode = status
    if status != 0:
        sys.exit("failed (%d): %s\n%s" % (status, command, errors.decode(errors="replace")[-2000:]))
    return wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def prompted(command, prompt):
    before = time.monotonic()
    pid, terminal = pty.fork()
    if pid == 0:
        os.execvp("/bin/sh", ["/bin/sh", "-c", "exec " + command])
    fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 40, 120, 0, 0))
    seen = b""
    while not re.search(prompt.encode(), seen):
        if not select.select([terminal], [], [], 60)[0]:
            sys.exit("no prompt: %s\n%s" % (command, seen.decode(errors="replace")))
        seen += os.read(terminal, 65536)
    wall = time.monotonic() - before
    with open("/proc/%d/status" % pid) as status:
        resident = [int(line.split()[1]) / 1024 for line in status if line.startswith("VmRSS")]
    os.killpg(os.getpgid(pid), signal.SIGKILL)
    _, _, usage = os.wait4(pid, 0)
    os.close(terminal)
    return wall, usage.ru_utime + usage.ru_stime, resident[0] if resident else 0


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--prepare", help="runs before each case of each round, untimed")
    parser.add_argument("cases", nargs="+", metavar="LABEL=COMMAND")
    given = parser.parse_args()
    cases = [case.split("=", 1) for case in given.cases]
    figures = {label: [] for label, _ in cases}
    for turn in range(given.rounds + 1):
        for place in range(len(cases)):
            label, command = cases[(turn + place) % len(cases)]
            if given.prepare:
                subprocess.run(given.prepare, shell=True, check=True, stdout=subprocess.DEVNULL)
            figure = prompted(command, label.split("@", 1)[1]) if "@" in label else timed(command)
            if turn > 0:  # the first round warms caches
                figures[label].append(figure)
    first = statistics.median(wall for wall, _, _ in figures[cases[0][0]])
    print("| case | wall s (median [min..max]) | CPU s | memory MB | ratio |\n|---|---|---|---|---|")
    for label, _ in cases:
        walls, cpus, sizes = zip(*figures[label])
        print("| %s | %.3f [%.3f..%.3f] | %.2f | %.0f | %.2f |" % (
            label.split("@")[0], statistics.median(walls), min(walls), max(walls), statistics.median(cpus), max(sizes),
            statistics.median(walls) / first))


main()
