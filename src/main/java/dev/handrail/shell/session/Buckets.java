package dev.handrail.shell.session;

import dev.handrail.problem.Problem;
import dev.handrail.runbook.Bucket;
import dev.handrail.target.store.Store;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The places in S3 that runbooks name, each asked whether it answers. Runbooks are searched as text, not read as such. */
public record Buckets(Session session, List<String> asked) {
    private static final Pattern WRITTEN = Pattern.compile("['\"](s3://[^'\"$\\s]+)['\"]");
    private static final String FOLDER = "runbooks";
    private static final int DEEP = 3;
    private static final long LARGEST = 1L << 20;

    /** @return true where every one of them answers */
    public boolean tell() {
        boolean all = true;
        for (String place : asked.isEmpty() ? written() : asked) {
            Need need = look(place);
            need.tell(session.console());
            all &= need.remedy() == null;
        }
        return all;
    }

    private static Need look(String place) {
        try (Store store = Store.open(Bucket.of(place))) {
            store.look();
            return new Need(place, "answers, and its list may be read", null);
        } catch (Problem problem) {
            return new Need(
                    place, problem.what() + (problem.why().isEmpty() ? "" : ": " + problem.why()), problem.remedy());
        } catch (IllegalArgumentException e) {
            return new Need(place, String.valueOf(e.getMessage()), "write it as s3://bucket/prefix");
        }
    }

    private Set<String> written() {
        Path folder = session.seat().folder().resolve(FOLDER);
        Set<String> places = new TreeSet<>();
        if (!Files.isDirectory(folder)) {
            return places;
        }
        try (Stream<Path> files = Files.walk(folder, DEEP)) {
            files.filter(file -> file.toString().endsWith(".groovy") && Files.isRegularFile(file))
                    .forEach(file -> places.addAll(in(file)));
        } catch (IOException | UncheckedIOException e) {
            session.console()
                    .say("The runbooks in " + folder + " can't be searched for places in S3: " + e.getMessage());
        }
        return places;
    }

    private static Set<String> in(Path file) {
        Set<String> places = new TreeSet<>();
        try {
            if (Files.size(file) <= LARGEST) {
                Matcher written = WRITTEN.matcher(Files.readString(file));
                while (written.find()) {
                    places.add(written.group(1));
                }
            }
        } catch (IOException e) {
            // what can't be read as text is no runbook
        }
        return places;
    }
}
