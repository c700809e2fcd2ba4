package dev.handrail.shell.session

import dev.handrail.settings.Home
import java.nio.file.Files
import java.nio.file.Path
import java.time.LocalDate
import spock.lang.Specification
import spock.lang.TempDir

class RunIdsSpec extends Specification {
    @TempDir
    Path folder

    def "an id has the day in it and four letters that nobody mistakes"() {
        expect:
        RunIds.of(LocalDate.of(2026, 1, 5), new Random(seed)) ==~ /0105-[2-9a-hjkmnp-z]{4}/

        where:
        seed << (1..50)
    }

    def "an id is new in its home"() {
        given:
        Home home = Home.at(folder)
        LocalDate day = LocalDate.of(2026, 11, 21)
        Set<String> ids = []

        when:
        300.times {
            String id = RunIds.fresh(home, day)
            Files.createDirectories(home.run(id))
            ids << id
        }

        then:
        ids.size() == 300
    }
}
