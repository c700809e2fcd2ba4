package dev.handrail.shell.session;

import dev.handrail.settings.Environment;
import dev.handrail.shell.query.Ground;
import dev.handrail.shell.query.Inquiry;
import dev.handrail.target.Visit;
import java.time.Duration;
import java.util.List;

/** A look at a run's targets while a failure waits for its answer: sql and redis, which only read. */
final class Aside implements Ground {
    private final Session session;
    private final Stage stage;
    private final Sight sight;
    private final Inquiry inquiry;

    Aside(Session session, Stage stage) {
        this.session = session;
        this.stage = stage;
        this.sight = new Sight(() -> session, lines -> false);
        this.inquiry = new Inquiry(session.console(), this);
    }

    /** Does one line; SQL needs no word before it. Whatever goes wrong is told. */
    void line(String typed) {
        try {
            inquiry.line(Inquiry.means(typed) ? typed : "sql " + typed);
        } catch (RuntimeException failure) {
            session.told().failure(failure);
        }
    }

    @Override
    public Environment environment() {
        return stage.environment();
    }

    @Override
    public Visit visit(Environment environment, Duration longest) {
        return sight.visit(environment, longest);
    }

    @Override
    public boolean writes() {
        return false;
    }

    @Override
    public boolean confirms(String what, String name) {
        return false;
    }

    @Override
    public void records(Environment environment, String command) {
        sight.records(environment, command);
    }

    @Override
    public int width() {
        return sight.width();
    }

    @Override
    public boolean pages(List<String> lines) {
        return false;
    }
}
