package dev.handrail.checklist;

import dev.handrail.problem.ExitCode;
import dev.handrail.problem.Problem;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads a checklist and writes the draft. */
public final class Drafting {
    private static final String BACK = "roll ?back|back out|revert|recovery|emergency";
    private static final String TROUBLE = "troubleshoot|common issues|known issues|faq";
    private static final String PEOPLE = "contact|escalation|support";
    private static final String SQL = "sql|postgres|postgresql|pgsql|psql";
    private static final String SHELL = "bash|sh|shell|console|zsh|terminal";

    private final Path checklist;
    private final Gathering gathering;
    private final Map<String, Group> groups = new LinkedHashMap<>();
    private final Set<String> ids = new HashSet<>();
    private final List<String> contacts = new ArrayList<>();
    private int kept;

    private Drafting(Path checklist, Path folder) {
        this.checklist = checklist;
        this.gathering = new Gathering(checklist, folder.toAbsolutePath().normalize());
    }

    /**
     * Makes the draft.
     *
     * @param checklist where the Markdown is from
     * @param folder where the draft will lie: files that the checklist names are looked for below it
     * @throws Problem exit 2 where nothing in it becomes a step
     */
    public static DraftRunbook of(Path checklist, String markdown, Path folder) {
        Drafting drafting = new Drafting(checklist, folder);
        Outline.Read outline = Outline.of(markdown.replace("\uFEFF", ""));
        outline.parts().forEach(drafting::part);
        List<Group> groups = List.copyOf(drafting.groups.values());
        if (groups.stream().allMatch(g -> g.steps().isEmpty())) {
            throw new Problem(
                    ExitCode.WRONG,
                    "nothing in it becomes a step",
                    checklist.toString(),
                    "steps are made of boxes to tick, numbered lists, and blocks of sql and bash",
                    "write it as a list with boxes (- [ ] …), or begin with: handrail new NAME --template migration");
        }
        return drafting.written(outline.title(), groups);
    }

    private DraftRunbook written(String title, List<Group> groups) {
        String name = String.valueOf(checklist.getFileName()).replaceFirst("\\.[^.]*$", "");
        List<DraftStep> steps = groups.stream()
                .flatMap(g -> g.steps().stream())
                .map(Group.Named::step)
                .toList();
        int byHand = (int) steps.stream().filter(DraftStep::byHand).count();
        String script = new DraftScript(gathering, contacts).text(name, title, groups, steps.size(), byHand);
        List<Finding> findings = gathering.findings().stream()
                .distinct()
                .sorted(java.util.Comparator.comparingInt(Finding::line))
                .toList();
        return new DraftRunbook(script, findings, steps.size(), byHand, kept);
    }

    private void part(Part part) {
        boolean back = part.about(BACK);
        String key = (back ? "back " : "") + (back ? part.title() : part.sectionTitle());
        Group group = groups.computeIfAbsent(
                key, k -> new Group(Clean.id(k.replaceFirst("^back ", ""), ids), k.replaceFirst("^back ", ""), back));
        List<String> comments = new ArrayList<>();
        boolean trouble = part.about(TROUBLE) && !back;
        for (Item item : part.items()) {
            String text = trouble ? kept(item) : added(part, item);
            int line = item.line();
            for (String each : text.lines().filter(l -> !l.isBlank()).toList()) {
                comments.add("line " + line + ": " + Clean.line(each));
                line += item instanceof Item.Block ? 1 : 0;
            }
        }
        if (trouble) {
            gathering.open(part.line(), Doubt.TROUBLE, part.title() + ": " + Doubt.TROUBLE.means());
        }
        kept += comments.size();
        group.comments().addAll(comments);
        for (DraftStep step : gathering.taken()) {
            String id = group.add(step);
            if (step.backsUp() && !back) {
                gathering.backup(group.id() + "/" + id);
            }
        }
    }

    /** @return what stays as a comment; empty where a step was made of it */
    private String added(Part part, Item item) {
        if (item instanceof Item.Task task) {
            return task(part, task);
        }
        if (item instanceof Item.Block block) {
            return block(part, block);
        }
        String text = ((Item.Prose) item).text();
        return contact(part, text) ? "" : text;
    }

    private String task(Part part, Item.Task task) {
        if (contact(part, task.text())) {
            return "";
        }
        gathering.add(DraftStep.byHand(task.text(), task.text()));
        return task.ticked() ? "was ticked: " + task.text() : "";
    }

    private boolean contact(Part part, String text) {
        String[] pair = text.split(":\\s+", 2);
        if (!part.title().matches("(?i).*\\b(" + PEOPLE + ").*")
                || pair.length < 2
                || pair[0].length() > 40
                || pair[1].isBlank()) {
            return false;
        }
        contacts.add("contact " + Clean.quoted(List.of(Clean.line(pair[0]), Clean.line(pair[1]))));
        return true;
    }

    private String block(Part part, Item.Block block) {
        String language = block.language().split("\\s")[0];
        String title = block.title().isEmpty() ? part.title() : Clean.title(block.title());
        if (language.matches(SQL)) {
            SqlSteps.add(gathering, title, block.line(), block.text());
            return "";
        }
        if (language.matches(SHELL)) {
            ShellSteps.add(gathering, title, block.line(), block.text());
            return "";
        }
        gathering.open(
                block.line(),
                Doubt.LANGUAGE,
                (language.isEmpty() ? "a block without a language" : "a block of " + language) + " stays as a comment");
        return block.text();
    }

    private static String kept(Item item) {
        if (item instanceof Item.Block block) {
            return block.text();
        }
        return item instanceof Item.Task task ? task.text() : ((Item.Prose) item).text();
    }
}
