package dev.handrail.partition;

import java.util.List;

/** Which rows a partition holds, in SQL. Values are literals as they stand in the statement, quotes included. */
sealed interface Share {
    /** As it stands behind FOR VALUES. */
    String values();

    /** True of exactly these rows; never null. */
    String inside(String column);

    /** True of exactly the other rows, in the form from which PostgreSQL sees that they are the others. */
    String outside(String column);

    /** From one value to just before another. */
    record Stretch(String from, String to) implements Share {
        static final String LEAST = "minvalue";
        static final String MOST = "maxvalue";

        @Override
        public String values() {
            return "from (" + from + ") to (" + to + ")";
        }

        @Override
        public String inside(String column) {
            return column + " is not null"
                    + (from.equals(LEAST) ? "" : " and " + column + " >= " + from)
                    + (to.equals(MOST) ? "" : " and " + column + " < " + to);
        }

        @Override
        public String outside(String column) {
            return column + " is null"
                    + (from.equals(LEAST) ? "" : " or " + column + " < " + from)
                    + (to.equals(MOST) ? "" : " or " + column + " >= " + to);
        }
    }

    /**
     * Some values.
     *
     * @param type of the column
     * @param nothing rows without a value too
     */
    record Members(List<String> members, String type, boolean nothing) implements Share {
        public Members {
            members = List.copyOf(members);
        }

        @Override
        public String values() {
            return "in (" + String.join(", ", members) + (nothing ? members.isEmpty() ? "null" : ", null" : "") + ")";
        }

        @Override
        public String inside(String column) {
            String some = column + " = any (" + array() + ")";
            return members.isEmpty()
                    ? column + " is null"
                    : nothing ? column + " is null or " + some : column + " is not null and " + some;
        }

        @Override
        public String outside(String column) {
            String none = members.size() == 1 ? column + " <> " + members.get(0) : column + " <> all (" + array() + ")";
            return nothing
                    ? column + " is not null" + (members.isEmpty() ? "" : " and " + none)
                    : column + " is null or " + none;
        }

        private String array() {
            return "array[" + String.join(", ", members) + "]::" + type + "[]";
        }
    }

    /** The rows whose hash leaves a remainder. There is no default partition beside such partitions. */
    record Remainder(int modulus, int remainder) implements Share {
        @Override
        public String values() {
            return "with (modulus " + modulus + ", remainder " + remainder + ")";
        }

        @Override
        public String inside(String column) {
            throw new IllegalStateException("a hash partition has no default partition beside it");
        }

        @Override
        public String outside(String column) {
            return inside(column);
        }
    }
}
