package dev.handrail.run

import dev.handrail.journal.Event
import java.nio.file.Path
import spock.lang.Specification
import spock.lang.TempDir

class InboxSpec extends Specification {
    @TempDir
    Path folder

    def "notes that others leave are on record before the next step, oldest first, once"() {
        given:
        Rig rig = new Rig(folder)
        Inbox inbox = new Inbox(folder.resolve('r1'))
        rig.step('a/one', [rig.sql('insert 1')])
        rig.step('a/two', [rig.sql('insert 2')])
        rig.onEntry = { entry ->
            if (entry.event() instanceof Event.StepFinished && entry.event().step() == 'a/one') {
                inbox.leave('the second', 'bob', 2000)
                inbox.leave('the "first"', 'ana', 1000)
            }
        }

        when:
        rig.run()

        then:
        List<Event> events = rig.entries()*.event()
        List<Event.NoteTaken> notes = events.findAll { it instanceof Event.NoteTaken }
        notes*.text() == ['the "first"', 'the second']
        notes*.by() == ['ana', 'bob']
        events.indexOf(notes[0]) < events.findIndexOf { it instanceof Event.StepPlanned && it.step() == 'a/two' }
    }

    def "a note that is left during the last step is on record before the run ends"() {
        given:
        Rig rig = new Rig(folder)
        rig.step('a/one', [rig.sql('insert 1')])
        rig.onEntry = { if (it.event() instanceof Event.StepFinished) new Inbox(folder.resolve('r1')).leave('late', 'ana', 1) }

        when:
        rig.run()

        then:
        rig.entries()*.event().find { it instanceof Event.NoteTaken }.text() == 'late'
        rig.entries().last().event() instanceof Event.RunFinished
    }

    def "a note that is left while a failure waits for its answer is on record before the run pauses"() {
        given:
        Rig rig = new Rig(folder)
        rig.step('a/one', [rig.sql('insert 1')])
        rig.world.trouble['insert 1;'] = { throw World.failing() }
        rig.onEntry = { if (it.event() instanceof Event.StepFinished) new Inbox(folder.resolve('r1')).leave('looked', 'ana', 1) }

        when:
        rig.run()

        then:
        List<Event> events = rig.entries()*.event()
        events.last() instanceof Event.RunPaused
        events[-2] instanceof Event.NoteTaken
    }
}
