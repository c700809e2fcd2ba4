package dev.handrail.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Objects;

/** Reports as one HTML page that needs nothing else: no script, light and dark, for the screen and for A4. */
public final class Html {
    private final Markup markup = new Markup("<!doctype html>\n");

    private Html() {}

    public static String of(RunReport report) {
        Html html = new Html();
        HtmlPage page = html.begun(RunPage.of(report), report.run());
        TimelineSvg.draw(html.markup, report.timeline(), last(report));
        page.tables();
        html.markup.leaf("h2", "What was done");
        report.steps().forEach(step -> HtmlStep.write(html.markup, step));
        return html.ended();
    }

    public static String of(Comparison both) {
        Html html = new Html();
        html.begun(ComparisonPage.of(both), "").tables();
        return html.ended();
    }

    private HtmlPage begun(Page page, String run) {
        markup.open("html", "lang", "en").open("head");
        markup.empty("meta", "charset", "utf-8");
        markup.empty("meta", "name", "viewport", "content", "width=device-width, initial-scale=1");
        markup.empty("meta", "name", "color-scheme", "content", "light dark");
        markup.leaf("title", page.title() + (run.isEmpty() ? "" : ": " + page.state() + " (" + run + ")"));
        markup.leaf("style", style()).close();
        markup.open("body");
        HtmlPage shown = new HtmlPage(markup, page);
        shown.header();
        markup.open("main");
        shown.head();
        return shown;
    }

    private String ended() {
        return markup.close().close().close().document();
    }

    private static String style() {
        try (InputStream css = Objects.requireNonNull(Html.class.getResourceAsStream("report.css"), "report.css")) {
            return new String(css.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The moment that an open span is drawn to: the last one that the report knows. */
    private static Instant last(RunReport report) {
        Instant last = report.ended() == null ? report.startedAt() : report.ended();
        for (Timeline.Span span : report.timeline().spans()) {
            for (Instant at : new Instant[] {span.planned(), span.decided(), span.ended()}) {
                last = at != null && at.isAfter(last) ? at : last;
            }
        }
        return last;
    }
}
