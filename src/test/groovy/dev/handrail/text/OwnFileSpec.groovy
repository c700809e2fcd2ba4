package dev.handrail.text

import spock.lang.Specification
import spock.lang.TempDir

import java.nio.file.Files
import java.nio.file.Path
import java.nio.file.attribute.PosixFilePermissions

import static java.nio.file.StandardOpenOption.CREATE
import static java.nio.file.StandardOpenOption.CREATE_NEW
import static java.nio.file.StandardOpenOption.READ
import static java.nio.file.StandardOpenOption.WRITE

class OwnFileSpec extends Specification {
    @TempDir
    Path folder

    def "one that is made is its owner's alone; one that is there keeps what it has"() {
        given:
        Path file = folder.resolve('f')

        when:
        OwnFile.open(file, CREATE_NEW, WRITE).close()

        then:
        PosixFilePermissions.toString(Files.getPosixFilePermissions(file)) == 'rw-------'

        when:
        Files.writeString(file, 'mine')
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString('rw-r-----'))
        OwnFile.open(file, CREATE, READ, WRITE).close()

        then:
        Files.readString(file) == 'mine'
        PosixFilePermissions.toString(Files.getPosixFilePermissions(file)) == 'rw-r-----'
    }

    def "a link in its place is not followed"() {
        given:
        Path there = Files.writeString(folder.resolve('there'), 'mine')
        Path link = Files.createSymbolicLink(folder.resolve('link'), there)

        when:
        OwnFile.open(link, CREATE, WRITE)

        then:
        thrown(IOException)
        Files.readString(there) == 'mine'
    }
}
