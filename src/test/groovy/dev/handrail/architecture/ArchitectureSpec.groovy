package dev.handrail.architecture

import com.tngtech.archunit.core.domain.JavaClasses
import com.tngtech.archunit.core.domain.JavaModifier
import com.tngtech.archunit.core.importer.ClassFileImporter
import com.tngtech.archunit.core.importer.ImportOption
import com.tngtech.archunit.lang.ArchRule
import java.time.Clock
import java.time.Instant
import java.time.LocalDate
import java.time.LocalDateTime
import java.time.OffsetDateTime
import java.time.ZonedDateTime
import spock.lang.Shared
import spock.lang.Specification

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices

/** The plan of the house: four floors, every import goes down, each library has one room. */
class ArchitectureSpec extends Specification {
    static final List<String> WORDS = ['sql', 'index', 'migrate', 'backfill', 'partition', 'cache', 'backup', 'http',
                                       'command', 'manual', 'waiting', 'validate']
    static final List<String> MODEL = ['problem', 'text', 'runbook', 'hazard']

    @Shared
    JavaClasses code = new ClassFileImporter()
        .withImportOption(new ImportOption.DoNotIncludeTests())
        .importPackages('dev.handrail')

    def "no two packages depend on each other in a circle"() {
        expect:
        slices().matching('dev.handrail.(**)').should().beFreeOfCycles().check(code)
    }

    def "the model knows the JDK only"() {
        expect:
        classes().that().resideInAnyPackage(rooms(MODEL)).should().onlyDependOnClassesThat()
            .resideInAnyPackage(rooms(MODEL) + ['java..', 'org.jspecify..'] as String[]).check(code)
    }

    def "the word in #word sees the model and nothing else"() {
        expect:
        classes().that().resideInAPackage("dev.handrail.$word..").should().onlyDependOnClassesThat()
            .resideInAnyPackage(rooms(MODEL) + ["dev.handrail.$word..".toString(), 'java..', 'org.jspecify..'] as String[])
            .check(code)

        where:
        word << WORDS
    }

    def "#library is known to #room alone"() {
        given:
        ArchRule rule = noClasses().that().resideOutsideOfPackages(rooms(room.split(' ') as List))
            .should().dependOnClassesThat().resideInAnyPackage(library.split(' '))

        expect:
        rule.check(code)

        where:
        library                                               | room
        'org.springframework.. org.jline.. picocli..'         | 'shell'
        'groovy.. org.codehaus.groovy.. org.apache.groovy..'  | 'dsl spec.engine'
        'spock.. org.spockframework.. org.junit..'            | 'spec'
        'org.jdbi.. org.postgresql.. java.sql..'              | 'target'
        'io.lettuce.. io.netty.. reactor..'                   | 'target'
        'redis.embedded.. org.apache.commons.compress..'      | 'sandbox'
        'tools.jackson..'                                     | 'json'
        'org.yaml..'                                          | 'settings'
        'com.exceptionfactory.jagged..'                       | 'seal'
        'org.commonmark..'                                    | 'checklist'
        'software.amazon.awssdk..'                            | 'target.store'
    }

    def "#upper does not reach up or sideways"() {
        expect:
        noClasses().that().resideInAnyPackage(rooms([upper])).should().dependOnClassesThat()
            .resideInAnyPackage(rooms(forbidden)).allowEmptyShould(true).check(code)

        where:
        upper     | forbidden
        'journal' | WORDS + ['dsl', 'run', 'target', 'report', 'settings', 'sandbox', 'shell']
        'dsl'     | ['run', 'target', 'report', 'sandbox', 'shell', 'journal']
        'run'     | WORDS + ['dsl', 'target', 'report', 'sandbox', 'shell']
        'target'  | WORDS + ['dsl', 'run', 'report', 'sandbox', 'shell', 'journal']
        'report'  | WORDS + ['dsl', 'run', 'target', 'sandbox', 'shell', 'spec']
        'shell'   | ['spec']
        'sandbox' | WORDS + ['dsl', 'run', 'report', 'shell']
    }

    def "time is asked of a clock that is handed in, and durations of the monotonic one"() {
        expect:
        noClasses().should().callMethod(Instant, 'now').orShould().callMethod(LocalDate, 'now')
            .orShould().callMethod(LocalDateTime, 'now').orShould().callMethod(ZonedDateTime, 'now')
            .orShould().callMethod(OffsetDateTime, 'now').orShould().callMethod(System, 'currentTimeMillis')
            .orShould().callConstructor(Date).check(code)
        noClasses().that().resideOutsideOfPackage('dev.handrail.shell..').and().doNotHaveSimpleName('WholeDatabases')
            .should().callMethod(Clock, 'systemUTC').orShould().callMethod(Clock, 'systemDefaultZone').check(code)
    }

    def "programs are started by target and sandbox alone"() {
        expect:
        noClasses().that().resideOutsideOfPackages(rooms(['target', 'sandbox'])).should()
            .dependOnClassesThat().haveFullyQualifiedName(ProcessBuilder.name).check(code)
    }

    def "nothing below the shell prints or exits"() {
        expect:
        noClasses().that().resideOutsideOfPackages(rooms(['shell'])).should().accessField(System, 'out')
            .orShould().accessField(System, 'err').orShould().callMethod(System, 'exit', int).check(code)
    }

    def "a name says what a class is"() {
        expect:
        noClasses().should().haveNameMatching('.*(Util|Utils|Helper|Manager|Impl|Service)').check(
            code.that(new com.tngtech.archunit.base.DescribedPredicate('outside the port') {
                boolean test(Object c) { c.name != 'dev.handrail.runbook.Service' }
            }))
    }

    def "our own classes do not extend each other"() {
        expect:
        code.findAll { !it.isInterface() && it.rawSuperclass.present }.every {
            String parent = it.rawSuperclass.get().name
            !parent.startsWith('dev.handrail') || it.modifiers.contains(JavaModifier.SYNTHETIC) || it.rawSuperclass.get().isEnum()
        }
    }

    /** The aim is a median of 60 and 160 for nine in ten; beyond these bounds a file has to be taken apart. */
    def "files stay small: #limit lines at #share of them"() {
        given:
        List<Integer> sizes = []
        new File('src/main/java').eachFileRecurse { if (it.name.endsWith('.java')) sizes << it.readLines().size() }
        sizes.sort()
        int size = sizes[(int) (sizes.size() * share) - (share == 1.0 ? 1 : 0)]

        expect:
        size <= limit

        where:
        share | limit
        0.5   | 66
        0.9   | 160
        1.0   | 350
    }

    private static String[] rooms(List<String> names) {
        names.collect { "dev.handrail.${it}..".toString() } as String[]
    }
}
