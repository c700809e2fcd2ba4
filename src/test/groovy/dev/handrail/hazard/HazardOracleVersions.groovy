package dev.handrail.hazard

import dev.handrail.live.LivePostgres
import dev.handrail.live.LiveTarget
import org.apache.commons.compress.archivers.tar.TarArchiveEntry
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream
import spock.lang.Specification

import java.nio.file.Files
import java.nio.file.Path
import java.nio.file.StandardCopyOption
import java.nio.file.attribute.PosixFilePermissions
import java.util.zip.ZipFile

/** The long form of HazardOracleSpec: the same statements on servers that {@code mvn -Pversions verify} fetches. */
class HazardOracleVersions extends Specification {
    def "what PostgreSQL #major does is foreseen, and nothing else is, but for one in fifty"() {
        given:
        Path programs = unpacked(major)
        LivePostgres server = LivePostgres.start([:], programs.resolve('bin'))
        LiveTarget target = new LiveTarget(server)
        Oracle oracle = new Oracle(target)
        List<Oracle.Case> cases = Oracle.cases().findAll { it.from <= major }.sort { it.setup }

        when:
        Map<String, Oracle.Verdict> verdicts = cases.collectEntries { [it.toString(), oracle.of(it)] }

        then:
        target.database('main').identity().major() == major
        verdicts.findAll { it.value.missed } == [:]
        verdicts.findAll { it.value.needless }.size() <= cases.size() / 50

        cleanup:
        oracle?.close()
        target?.close()
        server?.stop('immediate')
        programs?.toFile()?.deleteDir()

        where:
        major << [14, 16, 17, 18]
    }

    private static Path unpacked(int major) {
        Path folder = Files.createTempDirectory(Path.of('/tmp'), 'handrail-postgres-')
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString('rwxr-xr-x'))
        File jar = new File(System.getProperty('handrail.build', 'target'), "postgres/${major}.jar")
        new ZipFile(jar).withCloseable { zip ->
            def archive = zip.entries().find { it.name.endsWith('.txz') }
            TarArchiveInputStream tar = new TarArchiveInputStream(new XZCompressorInputStream(zip.getInputStream(archive)))
            for (TarArchiveEntry entry = tar.nextEntry; entry; entry = tar.nextEntry) {
                Path place = folder.resolve(entry.name)
                if (entry.directory) {
                    Files.createDirectories(place)
                } else if (entry.symbolicLink) {
                    Files.createDirectories(place.parent)
                    Files.createSymbolicLink(place, Path.of(entry.linkName))
                } else {
                    Files.createDirectories(place.parent)
                    Files.copy(tar, place, StandardCopyOption.REPLACE_EXISTING)
                    Files.setPosixFilePermissions(place, PosixFilePermissions.fromString((entry.mode & 0100) ? 'rwxr-xr-x' : 'rw-r--r--'))
                }
            }
        }
        folder
    }
}
