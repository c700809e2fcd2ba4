package dev.handrail.hazard.live;

import dev.handrail.text.Token;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Every name in statements that may be one of a table, an index or a type, and of a function that is called. */
record Mentioned(Set<String> names, Set<String> called) {
    /** Names come early in a statement; rows of data don't matter. */
    private static final int FIRST_TOKENS = 4000;

    static Mentioned in(List<String> statements) {
        Mentioned all = new Mentioned(new TreeSet<>(), new TreeSet<>());
        statements.forEach(all::add);
        return all;
    }

    private void add(String sql) {
        List<Token> tokens = Token.of(sql);
        boolean insert = !tokens.isEmpty() && tokens.get(0).is("insert");
        int end = Math.min(tokens.size(), insert ? 6 : FIRST_TOKENS);
        for (int i = 0; i < end; i++) {
            Token token = tokens.get(i);
            if (token.named()) {
                names.add(token.name());
                if (i + 1 < tokens.size() && tokens.get(i + 1).is("(")) {
                    called.add(token.name());
                }
            }
        }
    }
}
