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
