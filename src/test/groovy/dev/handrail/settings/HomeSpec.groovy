package dev.handrail.settings

import dev.handrail.problem.ExitCode
import dev.handrail.problem.Problem
import java.nio.file.Files
import java.nio.file.Path
import java.nio.file.attribute.PosixFilePermissions
import spock.lang.Specification
import spock.lang.TempDir

class HomeSpec extends Specification {
    @TempDir
    Path folder

    def "home is the option, else HANDRAIL_HOME, else the XDG folders"() {
        when:
        Home home = Home.find(option ? Path.of(option) : null, environment)

        then:
        home.root().toString() == root
        home.config().toString() == config

        where:
        option | environment                                                        | root                        | config
        '/o'   | [HANDRAIL_HOME: '/v', HOME: '/u']                                  | '/o'                        | '/o'
        null   | [HANDRAIL_HOME: '/v', HOME: '/u']                                  | '/v'                        | '/v'
        null   | [HOME: '/u']                                                       | '/u/.local/state/handrail'  | '/u/.config/handrail'
        null   | [HOME: '/u', XDG_STATE_HOME: '/s', XDG_CONFIG_HOME: '/c']          | '/s/handrail'               | '/c/handrail'
        null   | [HOME: '/u', XDG_STATE_HOME: 'relative', HANDRAIL_HOME: '']        | '/u/.local/state/handrail'  | '/u/.config/handrail'
    }

    def "home is made and closed to others, also where it was open before"() {
        given:
        Path root = folder.resolve('a/b')
        if (before) {
            Files.createDirectories(root)
            Files.setPosixFilePermissions(root, PosixFilePermissions.fromString(before))
        }

        expect:
        Home.at(root).open().root() == root
        PosixFilePermissions.toString(Files.getPosixFilePermissions(root)) == 'rwx------'

        where:
        before << [null, 'rwxr-xr-x', 'rwxrwxrwx']
    }

    def "a home that others could have put something into is not believed: #mode"() {
        given:
        Files.writeString(folder.resolve('planted'), 'x')
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString(mode))

        when:
        Home.at(folder).open()

        then:
        Problem problem = thrown()
        problem.exitCode() == ExitCode.JOURNAL
        problem.why() == 'others can write to it, and it is not empty'
        problem.remedy().contains("chmod 700 $folder")
        PosixFilePermissions.toString(Files.getPosixFilePermissions(folder)) == mode

        where:
        mode << ['rwxrwxr-x', 'rwx----w-']
    }

    def "a home that can't be used ends with exit 8 and names --home: #why"() {
        given:
        Path root = make(folder)

        when:
        Home.at(root).open()

        then:
        Problem problem = thrown()
        problem.exitCode() == ExitCode.JOURNAL
        problem.where() == root.toString()
        problem.why().contains(why)
        problem.remedy().contains('--home DIR')

        where:
        why                        | make
        'a file is where'          | { Path f -> Files.writeString(f.resolve('file'), 'x') }
        ''    | { Path f -> Path.of('/proc/handrail') }
    }

    def "the id of a run is never a path"() {
        when:
        Home.at(folder).run(id)

        then:
        Problem problem = thrown()
        problem.exitCode() == ExitCode.WRONG

        where:
        id << ['../x', '', '.', '/etc', 'a/b', '-x', 'a b']
    }

    def "a private file is readable by its owner alone and replaced whole"() {
        given:
        Path file = folder.resolve('secret')

        when:
        PrivateFiles.write(file, 'one')
        PrivateFiles.write(file, 'two')

        then:
        Files.readString(file) == 'two'
        PosixFilePermissions.toString(Files.getPosixFilePermissions(file)) == 'rw-------'
        folder.toFile().list() == ['secret']
    }
}
