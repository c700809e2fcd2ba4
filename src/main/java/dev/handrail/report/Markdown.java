package dev.handrail.report;

import dev.handrail.text.Escape;
import java.util.List;
import java.util.stream.Collectors;

/** Reports as Markdown: for the ticket, or as the summary of a job. */
public final class Markdown {
    private static final int SEEN = 200;
    private static final String MARKUP = "|*_`<>[]";

    private final StringBuilder text = new StringBuilder();

    private Markdown() {}

    /** The whole report of a run, with every effect as it was shown. */
    public static String of(RunReport report) {
        Markdown markdown = new Markdown();
        markdown.page(RunPage.of(report));
        if (!report.steps().isEmpty()) {
            markdown.line("## What was done");
            markdown.line("");
        }
        report.steps().forEach(markdown::step);
        return markdown.text.toString();
    }

    /** The same without the effects, where space is short. */
    public static String brief(RunReport report) {
        return of(RunPage.of(report));
    }

    public static String of(Comparison both) {
        return of(ComparisonPage.of(both));
    }

    private static String of(Page page) {
        Markdown markdown = new Markdown();
        markdown.page(page);
        return markdown.text.toString();
    }

    private void page(Page page) {
        line("# " + cell(page.title()) + (page.state().isEmpty() ? "" : ": " + cell(page.state())));
        line("");
        line(cell(page.subtitle()));
        line("");
        for (Page.Alarm alarm : page.alarms()) {
            line(("**" + cell(alarm.strong()) + "** " + pieces(alarm.text())).stripTrailing());
            line("");
        }
        line("| | |");
        line("|---|---|");
        page.facts().forEach(fact -> line("| " + cell(fact.name()) + " | " + pieces(fact.value()) + " |"));
        line("");
        line(cell(page.summary()));
        line("");
        page.tables().forEach(this::table);
    }

    private void table(Page.Table table) {
        line("## " + table.title());
        line("");
        line("| " + String.join(" | ", table.columns()) + " |");
        line("|" + "---|".repeat(table.columns().size()));
        table.rows()
                .forEach(row ->
                        line("| " + row.stream().map(Markdown::piece).collect(Collectors.joining(" | ")) + " |"));
        line("");
        table.excerpts().forEach(excerpt -> {
            line(cell(excerpt.title()));
            line("");
            lines(excerpt.lines());
        });
    }

    private void lines(List<String> lines) {
        if (!lines.isEmpty()) {
            line("```");
            lines.forEach(l -> line(Escape.lines(l).replace("```", "'''")));
            line("```");
            line("");
        }
    }

    private void step(RunReport.StepReport step) {
        line("### " + cell(step.id()) + (step.title().equals(step.id()) ? "" : " - " + cell(step.title())));
        line("");
        line(cell(step.state()) + ", " + cell(step.risk()) + ", " + cell(step.target())
                + (step.attempts() > 1 ? ", " + step.attempts() + " attempts" : "") + "."
                + (step.nothing() != null && step.effects().isEmpty() ? " " + cell(step.nothing()) : ""));
        line("");
        step.effects().stream().map(EffectText::of).forEach(effect -> {
            line(cell(effect.head()));
            line("");
            lines(effect.lines());
        });
    }

    private static String pieces(List<Piece> pieces) {
        return pieces.stream().map(Markdown::piece).collect(Collectors.joining());
    }

    private static String piece(Piece piece) {
        if (piece instanceof Piece.Code code) {
            return code(code.text());
        }
        if (piece instanceof Piece.Badge badge) {
            return cell(badge.state());
        }
        if (piece instanceof Piece.StepId step) {
            return cell(step.id());
        }
        if (piece instanceof Piece.Amount amount) {
            return cell(amount.text());
        }
        return piece instanceof Piece.Series series ? series(series.values()) : cell(((Piece.Plain) piece).text());
    }

    private static String series(List<String> values) {
        String last = cell(HtmlText.shortened(values.get(values.size() - 1), SEEN));
        return values.size() == 1
                ? last
                : last + " (the last of " + values.size()
                        + Sparkline.range(values).map(r -> ", " + r).orElse("") + ")";
    }

    private void line(String line) {
        text.append(line).append('\n');
    }

    /** Text from outside as code in a table's cell, where only what ends the code or the cell has a meaning. */
    static String code(String text) {
        return "`" + Escape.line(text).replace('`', '\'').replace("|", "\\|") + "`";
    }

    /** Text from outside on one line of a table: nothing in it can end the cell or start markup. */
    static String cell(String text) {
        String line = Escape.line(text).replace("\\n", " ");
        StringBuilder cell = new StringBuilder(line.length() + 8);
        for (int at = 0; at < line.length(); at++) {
            char c = line.charAt(at);
            if (MARKUP.indexOf(c) >= 0) {
                cell.append('\\');
            }
            cell.append(c);
        }
        return cell.toString();
    }
}
