package dev.handrail.dsl.mistake;

import java.util.ArrayList;
import java.util.List;

/** The words that are allowed at a place, in two lines that a narrow terminal shows as two. */
record AllowedWords(List<String> words) {
    private static final String TITLE = "  allowed here: ";
    private static final int WIDTH = 80;
    private static final int LINES = 2;

    List<String> lines() {
        List<String> lines = new ArrayList<>();
        String more = " … (" + words.size() + " in all)";
        StringBuilder line = new StringBuilder(TITLE);
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i) + (i < words.size() - 1 ? "," : "");
            boolean last = lines.size() == LINES - 1;
            int room = WIDTH - (last && i < words.size() - 1 ? more.length() : 0);
            boolean begun = line.length() > TITLE.length();
            if (begun && line.length() + word.length() + 1 > room) {
                if (last) {
                    lines.add(line.append(more).toString());
                    return lines;
                }
                lines.add(line.toString());
                line = new StringBuilder(" ".repeat(TITLE.length()));
                begun = false;
            }
            line.append(begun ? " " : "").append(word);
        }
        lines.add(line.toString());
        return lines;
    }
}
