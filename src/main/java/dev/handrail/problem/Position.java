package dev.handrail.problem;

/** A place in a file, as editors count: line and column start at 1; 0 where not known. */
public record Position(String file, int line, int column) {
    public static final Position NOWHERE = new Position("", 0, 0);

    public static Position of(String file) {
        return new Position(file, 0, 0);
    }

    /** This position moved by the lines and columns of {@code text}, which starts here. */
    public Position after(String text) {
        int first = text.indexOf('\n');
        if (first < 0) {
            return new Position(file, line, column + text.length());
        }
        int newlines = 0;
        for (int at = first; at >= 0; at = text.indexOf('\n', at + 1)) {
            newlines++;
        }
        return new Position(file, line + newlines, text.length() - text.lastIndexOf('\n'));
    }

    @Override
    public String toString() {
        if (line == 0) {
            return file;
        }
        if (file.isEmpty()) {
            return "line " + line + (column == 0 ? "" : ", column " + column);
        }
        return column == 0 ? file + ":" + line : file + ":" + line + ":" + column;
    }
}
