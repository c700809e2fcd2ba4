package dev.handrail.shell.session;

import dev.handrail.settings.Home;
import java.nio.file.Files;
import java.security.SecureRandom;
import java.time.LocalDate;
import java.util.Random;

/** Ids of runs: short, lower case, with the day in them, e.g. {@code 1121-7f3k}. */
public final class RunIds {
    /** Without what looks alike: 0 and o, 1, i and l. */
    private static final String LETTERS = "23456789abcdefghjkmnpqrstuvwxyz";

    private static final int LENGTH = 4;

    private RunIds() {}

    /** An id that no run in {@code home} has. */
    public static String fresh(Home home, LocalDate day) {
        Random random = new SecureRandom();
        while (true) {
            String id = of(day, random);
            if (!Files.exists(home.run(id))) {
                return id;
            }
        }
    }

    static String of(LocalDate day, Random random) {
        StringBuilder id = new StringBuilder(String.format("%02d%02d-", day.getMonthValue(), day.getDayOfMonth()));
        for (int i = 0; i < LENGTH; i++) {
            id.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
        }
        return id.toString();
    }
}
