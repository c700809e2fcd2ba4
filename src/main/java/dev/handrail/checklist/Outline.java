package dev.handrail.checklist;

import java.util.ArrayList;
import java.util.List;
import org.commonmark.node.BulletList;
import org.commonmark.node.Code;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.HardLineBreak;
import org.commonmark.node.Heading;
import org.commonmark.node.IndentedCodeBlock;
import org.commonmark.node.Link;
import org.commonmark.node.ListItem;
import org.commonmark.node.Node;
import org.commonmark.node.OrderedList;
import org.commonmark.node.Paragraph;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.Text;
import org.commonmark.parser.IncludeSourceSpans;
import org.commonmark.parser.Parser;

/** A Markdown document as headings with what stands below them. */
final class Outline {
    private static final String BOX = "^\\[([ xX])\\]\\s*(.*)";

    private final List<Part> parts = new ArrayList<>();
    private final List<String> titles = new ArrayList<>();
    private final List<Integer> levels = new ArrayList<>();
    private String title = "";
    private List<Item> items = new ArrayList<>();

    private Outline() {}

    /** @param title the document's; empty where it has none */
    record Read(String title, List<Part> parts) {}

    static Read of(String markdown) {
        Node document = Parser.builder()
                .includeSourceSpans(IncludeSourceSpans.BLOCKS)
                .build()
                .parse(markdown);
        Outline outline = new Outline();
        for (Node node = document.getFirstChild(); node != null; node = node.getNext()) {
            outline.read(node);
        }
        return new Read(
                outline.title,
                outline.parts.stream().filter(p -> !p.items().isEmpty()).toList());
    }

    private void read(Node node) {
        if (node instanceof Heading heading) {
            head(heading);
        } else if (node instanceof FencedCodeBlock || node instanceof IndentedCodeBlock) {
            items.add(block(node, ""));
        } else if (node instanceof BulletList || node instanceof OrderedList) {
            list(node, "");
        } else if (node instanceof Paragraph && !text(node).isEmpty()) {
            items.add(new Item.Prose(text(node), line(node)));
        }
    }

    private void head(Heading heading) {
        String text = Clean.title(text(heading));
        while (!levels.isEmpty() && levels.get(levels.size() - 1) >= heading.getLevel()) {
            levels.remove(levels.size() - 1);
            titles.remove(titles.size() - 1);
        }
        boolean first = title.isEmpty() && heading.getLevel() == 1;
        if (first) {
            title = text;
        } else {
            levels.add(heading.getLevel());
            titles.add(text.isEmpty() ? "Part" : text);
        }
        items = new ArrayList<>();
        parts.add(new Part(titles.isEmpty() ? List.of("Before") : List.copyOf(titles), line(heading), items));
    }

    private static Item.Block block(Node node, String title) {
        if (node instanceof FencedCodeBlock fenced) {
            String info =
                    fenced.getInfo() == null ? "" : fenced.getInfo().strip().toLowerCase(java.util.Locale.ROOT);
            return new Item.Block(info, fenced.getLiteral(), title, line(node) + 1);
        }
        return new Item.Block("", ((IndentedCodeBlock) node).getLiteral(), title, line(node));
    }

    private void list(Node list, String above) {
        if (contents(list)) {
            return;
        }
        for (Node item = list.getFirstChild(); item != null; item = item.getNext()) {
            item((ListItem) item, list instanceof OrderedList, above);
        }
    }

    private void item(ListItem item, boolean numbered, String above) {
        Node first = item.getFirstChild();
        String text = first instanceof Paragraph ? text(first) : "";
        boolean box = text.matches("(?s)" + BOX);
        boolean ticked = text.matches("(?s)^\\[[xX]\\].*");
        String said = Clean.line(box ? text.replaceFirst(BOX, "$2") : text);
        String whole = above.isEmpty() ? said : above + ": " + said;
        List<Node> inside = children(item, first instanceof Paragraph);
        boolean holds = inside.stream().anyMatch(n -> !(n instanceof Paragraph));
        if (!holds && !said.isEmpty()) {
            items.add(box || numbered ? new Item.Task(whole, ticked, line(item)) : new Item.Prose(whole, line(item)));
        }
        for (Node node : inside) {
            if (node instanceof FencedCodeBlock || node instanceof IndentedCodeBlock) {
                items.add(block(node, said.replaceFirst(":$", "")));
            } else if (node instanceof BulletList || node instanceof OrderedList) {
                list(node, said.replaceFirst(":$", ""));
            } else {
                read(node);
            }
        }
    }

    private static List<Node> children(Node parent, boolean withoutFirst) {
        List<Node> all = new ArrayList<>();
        for (Node node = parent.getFirstChild(); node != null; node = node.getNext()) {
            all.add(node);
        }
        return withoutFirst ? all.subList(1, all.size()) : all;
    }

    /** A table of contents: each item is a link into the document. */
    private static boolean contents(Node list) {
        for (Node item = list.getFirstChild(); item != null; item = item.getNext()) {
            Node text = item.getFirstChild();
            boolean link = text != null
                    && text.getFirstChild() instanceof Link to
                    && to.getDestination().startsWith("#");
            if (!link) {
                return false;
            }
        }
        return true;
    }

    private static int line(Node node) {
        return node.getSourceSpans().isEmpty()
                ? 0
                : node.getSourceSpans().get(0).getLineIndex() + 1;
    }

    private static String text(Node node) {
        StringBuilder text = new StringBuilder();
        collect(node, text);
        return text.toString().strip();
    }

    private static void collect(Node node, StringBuilder text) {
        for (Node child = node.getFirstChild(); child != null; child = child.getNext()) {
            if (child instanceof Text plain) {
                text.append(plain.getLiteral());
            } else if (child instanceof Code code) {
                text.append(code.getLiteral());
            } else if (child instanceof SoftLineBreak || child instanceof HardLineBreak) {
                text.append(' ');
            } else {
                collect(child, text);
            }
        }
    }
}
