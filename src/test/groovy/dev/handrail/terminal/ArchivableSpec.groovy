package dev.handrail.terminal

import java.util.jar.JarFile
import spock.lang.Specification

/** What the packaged program's start reads from the archive of loaded classes, and not from a jar. */
class ArchivableSpec extends Specification {
    static final int JAVA_6 = 50

    def "of the library that reads the command line no class is too old for the archive"() {
        given:
        File lib = new File(System.getProperty('handrail.build', 'target'), 'app/lib')
        List<File> found = lib.listFiles().findAll { it.name.startsWith('picocli-') }

        when:
        Map<String, Integer> old = found.collectEntries { versions(it) }.findAll { it.value < JAVA_6 }

        then:
        found.size() == 1
        old == [:]
        new JarFile(found[0]).withCloseable { it.manifest.mainAttributes.getValue('Changed-By-Handrail') } != null
    }

    private static Map<String, Integer> versions(File file) {
        new JarFile(file).withCloseable { jar ->
            jar.entries().findAll { it.name.endsWith('.class') }.collectEntries { entry ->
                [entry.name, jar.getInputStream(entry).withCloseable { it.readNBytes(8) }[7] as int]
            }
        }
    }
}
