package dev.handrail.faults

import java.nio.file.Files
import java.nio.file.Path
import java.util.concurrent.TimeUnit

/**
 * The whole program as an operator starts it, in a process of its own that can be killed at any moment: the packaged
 * jar where there is one, else the classes of the build. Started without the launcher, whose shell would only cost time.
 */
class Program {
    private static final Path BUILD = Path.of(System.getProperty('handrail.build', 'target')).toAbsolutePath()
    private static final Path JAR = BUILD.resolve('app/handrail.jar')
    private static final List<String> JAVA = [System.getProperty('java.home') + '/bin/java', '-XX:TieredStopAtLevel=1',
                                              '-XX:+UseSerialGC', '-XX:-UsePerfData', '-Xmx256m', '-Xshare:auto', '-Xlog:disable']
    private static Path archive

    final Process process
    private final Path said

    private Program(Process process, Path said) {
        this.process = process
        this.said = said
    }

    /** @param before put in front of java, e.g. a program that shifts its clock */
    static Program start(Path folder, List<String> words, Map<String, String> environment = [:], List<String> before = []) {
        Path said = Files.createTempFile(folder, 'said', '.txt')
        ProcessBuilder builder = new ProcessBuilder(before + JAVA + where() + words)
        builder.environment().putAll([LC_ALL: 'C.UTF-8', CI: 'true'] + environment)
        builder.directory(folder.toFile()).redirectInput(new File('/dev/null'))
        builder.redirectErrorStream(true).redirectOutput(said.toFile())
        new Program(builder.start(), said)
    }

    /** An archive of loaded classes, made once, makes each of many starts cheaper. */
    static synchronized void train(Path folder) {
        if (archive == null && Files.exists(JAR)) {
            Path made = folder.resolve('classes.jsa')
            new ProcessBuilder(JAVA + ["-XX:ArchiveClassesAtExit=$made".toString(), '-jar', JAR.toString(), '--train'])
                .redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD).start().waitFor()
            archive = Files.exists(made) ? made : null
        }
    }

    private static List<String> where() {
        Files.exists(JAR) ? (archive ? ["-XX:SharedArchiveFile=$archive".toString()] : []) + ['-jar', JAR.toString()]
            : ['-cp', classPath(), 'dev.handrail.shell.Main']
    }

    /** It works in a folder of its own. */
    private static String classPath() {
        System.getProperty('java.class.path').split(File.pathSeparator).findAll().collect { new File(it).absolutePath }
            .join(File.pathSeparator)
    }

    /** As kill -9: nothing of it runs any more when this returns. One that has ended is left as it is. */
    void kill() {
        process.destroyForcibly()
        process.waitFor()
    }

    boolean alive() {
        process.alive
    }

    int exit() {
        if (!process.waitFor(180, TimeUnit.SECONDS)) {
            String stacks = threads()
            kill()
            throw new IllegalStateException("it has not ended:\n${said()}\n$stacks")
        }
        process.exitValue()
    }

    private String threads() {
        ['jstack', process.pid().toString()].execute().text
    }

    String said() {
        Files.readString(said)
    }
}
