package dev.handrail.dsl.compile;

import dev.handrail.dsl.mistake.Span;
import org.codehaus.groovy.ast.ASTNode;

/** A piece of the source, over lines. */
record Range(int line, int column, int lastLine, int lastColumn) {
    static Range of(ASTNode node) {
        return new Range(
                node.getLineNumber(), node.getColumnNumber(), node.getLastLineNumber(), node.getLastColumnNumber());
    }

    boolean contains(int atLine, int atColumn) {
        boolean after = atLine > line || atLine == line && atColumn >= column;
        boolean before = atLine < lastLine || atLine == lastLine && atColumn < Math.max(lastColumn, column + 1);
        return after && before;
    }

    boolean smallerThan(Range other) {
        return other.contains(line, column) && !equals(other);
    }

    /** What of a node lies on its first line. */
    static Span span(ASTNode node, String source) {
        int from = node.getColumnNumber();
        int to = node.getLastLineNumber() == node.getLineNumber() ? node.getLastColumnNumber() : source.length() + 1;
        int end = Math.min(to - 1, source.length());
        while (end > from && Character.isWhitespace(source.charAt(end - 1))) {
            end--;
        }
        return new Span(node.getLineNumber(), from, Math.max(1, end - from + 1));
    }
}
