package dev.handrail.journal

import java.lang.management.ManagementFactory
import java.nio.file.Files
import java.nio.file.Path

/** A program of the specs in a process of its own, on a disk or under a kernel that misbehaves. */
class Elsewhere {
    final String said
    final int exit

    private Elsewhere(Process process) {
        said = process.inputStream.text
        exit = process.waitFor()
    }

    private static List<String> java(Class<?> main, Path folder) {
        // What counts this process's branches counts its children's too.
        List<String> agents = ManagementFactory.runtimeMXBean.inputArguments.findAll { it.startsWith('-javaagent:') }
        [Path.of(System.getProperty('java.home'), 'bin', 'java').toString(), '-XX:TieredStopAtLevel=1', '-XX:-UsePerfData', *agents,
         '-cp', System.getProperty('java.class.path'), main.name, folder.toString()]
    }

    private static Elsewhere run(List<String> command) {
        new Elsewhere(new ProcessBuilder(command).redirectErrorStream(true).start())
    }

    static Elsewhere plain(Class<?> main, Path folder) {
        run(java(main, folder))
    }

    /** In {@code folder} there is a disk of this size, for this process alone. */
    static Elsewhere onDisk(String size, Class<?> main, Path folder) {
        run(namespace() + ['sh', '-c', "mount -t tmpfs -o size=$size,mode=700 full '$folder' && exec \"\$@\"".toString(), 'sh'] +
            java(main, folder))
    }

    /** System calls on files fail as strace's {@code inject} says; what was called is in {@code trace}. */
    static Elsewhere failing(String inject, Path file, Path trace, Class<?> main, Path folder) {
        run(['strace', '-f', '-qq', '-o', trace.toString(), '-P', file.toString(), '-e', 'trace=write,pwrite64,fdatasync,fsync,ftruncate',
             '-e', "inject=$inject".toString()] + java(main, folder))
    }

    static boolean mounts() {
        run(namespace() + ['sh', '-c', 'mount -t tmpfs -o size=64k full /mnt']).exit == 0
    }

    static boolean traces() {
        Files.isExecutable(Path.of('/usr/bin/strace')) && run(['strace', '-qq', '-o', '/dev/null', 'true']).exit == 0
    }

    private static List<String> namespace() {
        ['unshare', System.getProperty('user.name') == 'root' ? '-m' : '-rm']
    }

    /** No file of process {@code pid} grows beyond this; -1: as it was. */
    static void limit(long bytes) {
        String bound = bytes < 0 ? 'unlimited:unlimited' : "$bytes:unlimited"
        assert run(['prlimit', '--pid', ProcessHandle.current().pid().toString(), "--fsize=$bound".toString()]).exit == 0
    }
}
