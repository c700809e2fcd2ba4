package dev.handrail.target.backup

import dev.handrail.runbook.Manifest
import spock.lang.Specification
import spock.lang.TempDir

import java.nio.file.Files
import java.nio.file.Path
import java.time.Instant

class ManifestFileSpec extends Specification {
    @TempDir
    Path folder

    def "a manifest comes back as it was written, with how its files are encrypted"() {
        given:
        def encrypted = new Manifest.Encrypted(['age1x', 'age1y'], 'read back')

        when:
        manifest('toc.dat.age', encrypted).write(folder)

        then:
        def read = ManifestFile.read(folder).get()
        read.manifest().encrypted() == encrypted
        read.files().files().keySet() == ['toc.dat.age'] as Set
        ManifestFile.read('s3://b-1/x', Files.readString(folder.resolve('manifest.json'))).get().manifest().place() == 's3://b-1/x'
    }

    def "a manifest with a name that leads out of its folder is none: #name"() {
        when:
        manifest(name, null).write(folder)

        then:
        ManifestFile.read(folder).empty

        where:
        name << ['../home/.ssh/authorized_keys', '/etc/passwd', 'a/../../b', 'a/../b', '..', '']
    }

    private static ManifestFile manifest(String file, Manifest.Encrypted encrypted) {
        def files = new Fingerprint([(file): new Fingerprint.Entry('0' * 64, 1)])
        new ManifestFile(new Manifest('/b/x', 'shop', 's', 'r', Instant.EPOCH, 1, files.digest(), 'read', '15.18', [:], 1, 1, encrypted, 0),
                         files, true, new Provenance('', '', '', [:], [:]))
    }
}
