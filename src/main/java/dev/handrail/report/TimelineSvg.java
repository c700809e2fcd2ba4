package dev.handrail.report;

import dev.handrail.report.Timeline.Span;
import dev.handrail.text.Durations;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Draws a timeline: a row for each step, its question pale and its work full; the maintenance window behind them. */
final class TimelineSvg {
    /** Beyond so many rows a row stands for a section. */
    private static final int ROWS = 120;

    private static final int ROW = 22;
    private static final int TOP = 42;
    private static final int LEFT = 230;
    private static final int WIDTH = 620;
    private static final int WHOLE = 960;
    /** About as wide as a letter of the small texts. */
    private static final double LETTER = 6.2;

    private final Markup page;
    private final List<Span> spans;
    private final Timeline timeline;
    private final Instant end;
    private final Axis axis;

    private TimelineSvg(Markup page, Timeline timeline, Instant end) {
        this.page = page;
        this.timeline = timeline;
        this.end = end;
        this.spans = timeline.spans().size() > ROWS ? sections(timeline.spans(), end) : timeline.spans();
        this.axis = new Axis(timeline.spans(), end);
    }

    /** @param end what an open span is drawn to */
    static void draw(Markup page, Timeline timeline, Instant end) {
        if (!timeline.spans().isEmpty()) {
            new TimelineSvg(page, timeline, end).draw();
        }
    }

    private static List<Span> sections(List<Span> steps, Instant end) {
        Map<String, Span> sections = new LinkedHashMap<>();
        for (Span step : steps) {
            String section = step.step().substring(0, step.step().indexOf('/'));
            Instant ended = step.ended() == null ? end : step.ended();
            sections.merge(
                    section + step.phase(),
                    new Span(section, step.phase(), step.planned(), step.planned(), ended, step.state()),
                    (all, one) -> new Span(
                            section,
                            all.phase(),
                            all.planned(),
                            all.planned(),
                            one.ended(),
                            all.state().equals("done") ? one.state() : all.state()));
        }
        return new ArrayList<>(sections.values());
    }

    private void draw() {
        int height = TOP + ROW * spans.size() + 8;
        page.open("div", "class", "wide");
        page.open("svg", "viewBox", "0 0 " + WHOLE + " " + height, "role", "img", "class", "timeline");
        page.leaf("title", "When each step was asked about and at work");
        timeline.windows().forEach(window -> window(window, height));
        axis.gaps().forEach(gap -> gap(gap, height));
        text(LEFT, 16, "axis", Head.moment(spans.get(0).planned()));
        for (int i = 0; i < spans.size(); i++) {
            span(spans.get(i), TOP + i * ROW);
        }
        page.close().close();
    }

    private void window(Timeline.Window window, int height) {
        double from = x(window.opened());
        double to = window.closed() == null ? LEFT + WIDTH : x(window.closed());
        rect(from, TOP - 6, to - from, height - TOP, "window");
        text(from + 3, TOP - 9, "axis", "maintenance");
    }

    private void gap(Axis.Stretch gap, int height) {
        double middle = (x(gap.from()) + x(gap.to())) / 2;
        page.empty(
                "line",
                "class",
                "gap",
                "x1",
                number(middle),
                "x2",
                number(middle),
                "y1",
                Integer.toString(TOP - 6),
                "y2",
                Integer.toString(height));
        text(middle + 3, height - 2, "axis", Durations.show(Duration.between(gap.from(), gap.to())) + " later");
    }

    private void span(Span span, int y) {
        Instant ended = span.ended() == null ? end : span.ended();
        double planned = x(span.planned());
        double decided = span.decided() == null ? planned : Math.max(planned, x(span.decided()));
        double last = Math.max(x(ended), decided);
        text(4, y + 12, "step", HtmlText.shortened(span.step(), 34));
        rect(planned, y + 3, decided - planned, 10, "asked");
        rect(decided, y + 1, Math.max(2, last - decided), 14, "bar " + HtmlText.kind(span.state()));
        String took = Durations.show(Duration.between(span.planned(), ended).abs());
        boolean plain = span.phase().equals("forward") || span.state().equals("rolled-back");
        String phase = plain ? "" : span.phase() + " ";
        took(planned, last, y + 12, phase + (span.state().equals("done") ? "" : span.state() + " ") + took);
    }

    /** Behind the bar, or before it where that would leave the drawing. */
    private void took(double from, double to, int y, String text) {
        if (to + 5 + text.length() * LETTER <= WHOLE) {
            text(to + 5, y, "took", text);
        } else {
            page.leaf("text", text, "class", "took", "x", number(from - 5), "y", number(y), "text-anchor", "end");
        }
    }

    private void rect(double x, double y, double width, double height, String kind) {
        if (width > 0) {
            page.empty(
                    "rect",
                    "class",
                    kind,
                    "x",
                    number(x),
                    "y",
                    number(y),
                    "width",
                    number(width),
                    "height",
                    number(height));
        }
    }

    private void text(double x, double y, String kind, String text) {
        page.leaf("text", text, "class", kind, "x", number(x), "y", number(y));
    }

    private double x(Instant at) {
        return LEFT + WIDTH * axis.of(at);
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }
}
