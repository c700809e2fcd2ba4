package dev.handrail.target.backup;

import java.util.function.Consumer;

/**
 * What pg_restore complains of while it goes on: from version 17 on it begins with a setting that older servers refuse,
 * on every connection.
 */
final class Complaints implements Consumer<String> {
    private static final String ERROR = "pg_restore: error:";
    private static final String SETTING = "Command was: SET transaction_timeout = 0;";
    private static final String END = "errors ignored on restore";

    private int errors;
    private int settings;
    private boolean ended;

    @Override
    public synchronized void accept(String line) {
        errors += line.startsWith(ERROR) ? 1 : 0;
        settings += line.strip().equals(SETTING) ? 1 : 0;
        ended |= line.contains(END);
    }

    /** @return true where it came to its end, and each of its errors is that one */
    synchronized boolean onlyOfTheSetting() {
        return ended && errors > 0 && errors == settings;
    }
}
