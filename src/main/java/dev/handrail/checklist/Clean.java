package dev.handrail.checklist;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Text from a checklist as text, ids and literals of a runbook. */
final class Clean {
    private static final int LONGEST = 40;
    /** What is left of a picture that was saved in the wrong encoding. */
    private static final String BROKEN = "\u00f0\u0178[^\\x00-\\x7f]*|[\u00c2-\u00f4][^\\p{L}\\x00-\\x7f]+";

    private Clean() {}

    /** On one line, without pictures and what can't be seen. */
    static String line(String text) {
        return visible(text.replaceAll(BROKEN, "")).replaceAll("\\s+", " ").strip();
    }

    /** Several lines, without what can't be seen. */
    static String visible(String text) {
        return text.replace("\t", "    ")
                .replaceAll("[\\p{So}\\p{Sk}\\p{Co}\\p{Cs}\\p{Cn}\\p{Cf}\\uFE0F&&[^`^]]", "")
                .replaceAll("[\\p{Cc}&&[^\\n]]", "");
    }

    /** A heading without its number. */
    static String title(String text) {
        String line = line(text);
        String bare = line.replaceFirst("^(?i)(step|phase)?\\s*\\d+(\\.\\d+)*\\s*[.:)]?\\s+", "");
        return bare.isBlank() || bare.matches("(?i)^(step|phase).*") ? line : bare;
    }

    /** An id that is not taken; it is taken from now on. */
    static String id(String text, Set<String> taken) {
        String id = line(text).toLowerCase(Locale.ROOT).replaceAll("'s\\b", "s").replaceAll("[^a-z0-9]+", "-");
        id = id.replaceAll("^-+|-+$", "");
        if (id.length() > LONGEST) {
            int cut = id.lastIndexOf('-', LONGEST);
            id = id.substring(0, cut > LONGEST / 2 ? cut : LONGEST);
        }
        id = id.isEmpty() ? "step" : id;
        String free = id;
        for (int i = 2; !taken.add(free); i++) {
            free = id + "-" + i;
        }
        return free;
    }

    /** A text of the language. */
    static String quoted(String text) {
        String escaped = text.replace("\\", "\\\\");
        if (text.contains("\n")) {
            return "'''" + escaped.replace("'''", "\\'\\'\\'") + (text.endsWith("'") ? "\n" : "") + "'''";
        }
        boolean plain = text.chars().noneMatch(c -> c == '"' || c == '$' || c == '\\');
        return text.contains("'") && plain ? '"' + text + '"' : "'" + escaped.replace("'", "\\'") + "'";
    }

    /** Arguments behind a word. */
    static String quoted(List<String> texts) {
        return String.join(", ", texts.stream().map(Clean::quoted).toList());
    }

    /** What a person does or sees, as an instruction of one line. */
    static boolean changes(String instruction) {
        return instruction.matches(
                "(?i)^(apply|run|deploy|restart|stop|start|enable|disable|create|drop|delete|remove|update|install|execute|switch|restore|back ?up|take|set|configure|migrate|scale|archive|store|implement|adjust|optimi[sz]e|fix|rollback|roll back|add|import|export|send|push|pull)\\b.*");
    }
}
