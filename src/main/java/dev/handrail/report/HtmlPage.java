package dev.handrail.report;

import java.util.List;
import java.util.Locale;

/** What a report says, as parts of an HTML page. */
final class HtmlPage {
    private static final int SEEN = 200;

    private final Markup markup;
    private final Page page;

    HtmlPage(Markup markup, Page page) {
        this.markup = markup;
        this.page = page;
    }

    void header() {
        markup.open("header").open("h1").text(page.title() + " ");
        if (!page.state().isEmpty()) {
            badge(page.state());
        }
        markup.close().leaf("p", page.subtitle()).close();
    }

    void head() {
        if (!page.alarms().isEmpty()) {
            markup.open("section", "class", "attention");
            for (Page.Alarm alarm : page.alarms()) {
                markup.open("p").leaf("strong", alarm.strong());
                if (!alarm.text().isEmpty()) {
                    markup.text(" ");
                    pieces(alarm.text());
                }
                markup.close();
            }
            markup.close();
        }
        markup.open("dl");
        page.facts().forEach(fact -> {
            markup.leaf("dt", fact.name()).open("dd");
            pieces(fact.value());
            markup.close();
        });
        markup.close().leaf("p", page.summary(), "class", "summary");
    }

    void tables() {
        page.tables().forEach(this::table);
    }

    private void table(Page.Table table) {
        markup.leaf("h2", table.title())
                .open("div", "class", "wide")
                .open("table")
                .open("thead")
                .open("tr");
        table.columns().forEach(column -> markup.leaf("th", column, "scope", "col"));
        markup.close().close().open("tbody");
        for (List<Piece> row : table.rows()) {
            markup.open("tr");
            row.forEach(this::cell);
            markup.close();
        }
        markup.close().close().close();
        table.excerpts()
                .forEach(excerpt -> markup.leaf("p", excerpt.title()).leaf("pre", String.join("\n", excerpt.lines())));
    }

    private void cell(Piece piece) {
        if (piece instanceof Piece.StepId) {
            markup.open("td", "class", "id");
        } else if (piece instanceof Piece.Amount) {
            markup.open("td", "class", "number");
        } else if (piece instanceof Piece.Plain plain && HtmlText.hasLongWord(plain.text())
                || piece instanceof Piece.Series series && HtmlText.hasLongWord(last(series))) {
            markup.open("td", "class", "long");
        } else {
            markup.open("td");
        }
        piece(piece);
        markup.close();
    }

    private static String last(Piece.Series series) {
        return series.values().get(series.values().size() - 1);
    }

    private void pieces(List<Piece> pieces) {
        pieces.forEach(this::piece);
    }

    private void piece(Piece piece) {
        if (piece instanceof Piece.Code code) {
            markup.leaf("code", code.text());
        } else if (piece instanceof Piece.Badge badge) {
            badge(badge.state());
        } else if (piece instanceof Piece.StepId step) {
            markup.leaf("a", step.id(), "href", "#" + step.id());
        } else if (piece instanceof Piece.Amount amount) {
            markup.text(amount.text());
        } else if (piece instanceof Piece.Series series) {
            markup.text(HtmlText.shortened(last(series), SEEN));
            Sparkline.draw(markup, series.values());
        } else {
            markup.text(((Piece.Plain) piece).text());
        }
    }

    private void badge(String state) {
        markup.leaf("span", state, "class", "badge " + HtmlText.kind(state.toLowerCase(Locale.ROOT)));
    }
}
