package dev.handrail.hazard.schema;

/** PostgreSQL's lock modes on tables, weakest first. */
public enum LockMode {
    ACCESS_SHARE,
    ROW_SHARE,
    ROW_EXCLUSIVE,
    SHARE_UPDATE_EXCLUSIVE,
    SHARE,
    SHARE_ROW_EXCLUSIVE,
    EXCLUSIVE,
    ACCESS_EXCLUSIVE;

    public boolean blocksWriters() {
        return compareTo(SHARE) >= 0;
    }

    public boolean blocksReaders() {
        return this == ACCESS_EXCLUSIVE;
    }

    public LockMode or(LockMode other) {
        return compareTo(other) >= 0 ? this : other;
    }

    /** PostgreSQL's table of conflicts. */
    public boolean conflicts(LockMode other) {
        LockMode weak = compareTo(other) <= 0 ? this : other;
        LockMode strong = weak == this ? other : this;
        return switch (strong) {
            case ACCESS_EXCLUSIVE -> true;
            case EXCLUSIVE -> weak != ACCESS_SHARE;
            case SHARE_ROW_EXCLUSIVE -> weak.compareTo(ROW_EXCLUSIVE) >= 0;
            case SHARE -> weak == ROW_EXCLUSIVE || weak == SHARE_UPDATE_EXCLUSIVE;
            case SHARE_UPDATE_EXCLUSIVE -> weak == SHARE_UPDATE_EXCLUSIVE;
            default -> false;
        };
    }

    /** The mode that {@code pg_locks} calls so. */
    public static LockMode ofCatalog(String written) {
        for (LockMode mode : values()) {
            if (mode.inCatalog().equals(written)) {
                return mode;
            }
        }
        return ACCESS_SHARE;
    }

    /** As {@code LOCK TABLE} writes it. */
    public String shown() {
        return name().replace('_', ' ');
    }

    /** As {@code pg_locks} has it: {@code AccessExclusiveLock}. */
    public String inCatalog() {
        StringBuilder text = new StringBuilder();
        for (String word : name().split("_")) {
            text.append(word.charAt(0)).append(word.substring(1).toLowerCase(java.util.Locale.ROOT));
        }
        return text.append("Lock").toString();
    }
}
