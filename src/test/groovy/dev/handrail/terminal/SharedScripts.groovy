package dev.handrail.terminal

import java.nio.file.Files
import java.nio.file.Path
import java.nio.file.attribute.PosixFilePermissions

/** What was compiled of runbooks, shared by the homes of one build's specs: most of a first start is the compiler's. */
class SharedScripts {
    private static final Path COMPILED = Files.createTempDirectory('handrail-compiled-')

    static {
        Runtime.runtime.addShutdownHook(new Thread({ COMPILED.toFile().deleteDir() } as Runnable))
    }

    /** @return a home that is made of it here, with nothing else in it */
    static Path home(Path home) {
        Files.createDirectory(home, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString('rwx------')))
        Files.createSymbolicLink(home.resolve('compiled'), COMPILED)
        home
    }
}
