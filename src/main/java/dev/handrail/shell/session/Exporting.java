package dev.handrail.shell.session;

import dev.handrail.journal.Copies;
import dev.handrail.journal.Event;
import dev.handrail.journal.Journal;
import dev.handrail.journal.JournalReader;
import dev.handrail.journal.Runs;
import dev.handrail.json.Json;
import dev.handrail.problem.ExitCode;
import dev.handrail.problem.Problem;
import dev.handrail.report.Fold;
import dev.handrail.report.JsonReport;
import dev.handrail.report.Markdown;
import dev.handrail.report.RunReport;
import dev.handrail.settings.PrivateFiles;
import dev.handrail.shell.help.Version;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** A run into one file, so that another person or machine can go on with it: what its journal says, nothing else. */
public record Exporting(Session session, Runs.Run run) {
    /**
     * Writes the file, mode 0600. An open run keeps on record that it was handed over.
     *
     * @throws Problem exit 5 where a process works on the run, exit 2 where the file is there, exit 8 where it can't be
     *     written
     */
    public void to(Path file) {
        Path named = session.seat().folder().resolve(file).toAbsolutePath().normalize();
        if (Files.exists(named, java.nio.file.LinkOption.NOFOLLOW_LINKS)) {
            throw taken(named);
        }
        try (Journal journal = Journal.reopen(
                run.folder(), run.id(), Clock.systemUTC(), session.console().redactor())) {
            if (run.open()) {
                journal.append(new Event.RunExported(session.user(), session.host(), named.toString()), true);
            }
            write(named, JournalReader.read(run.folder().resolve(Journal.FILE)), Copies.whole(run.folder()));
        }
    }

    private void write(Path file, JournalReader.Read read, byte[] journal) {
        RunReport report = Fold.of(read.entries());
        try (FileChannel channel = FileChannel.open(
                file, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), PrivateFiles.file())) {
            ZipOutputStream zip = new ZipOutputStream(Channels.newOutputStream(channel));
            put(zip, "handrail.json", Json.write(about(read)) + "\n");
            zip.putNextEntry(new ZipEntry(Journal.FILE));
            zip.write(journal);
            put(zip, "report.md", Markdown.of(report));
            put(zip, "report.json", JsonReport.of(report) + "\n");
            zip.finish();
            channel.force(true);
        } catch (FileAlreadyExistsException e) {
            throw taken(file);
        } catch (IOException e) {
            throw new Problem(
                    ExitCode.JOURNAL,
                    "the run can't be written to a file",
                    file.toString(),
                    String.valueOf(e.getMessage()),
                    "free the disk or mend the permissions there, or name another file; take away what is there of it",
                    e);
        }
    }

    private static void put(ZipOutputStream zip, String name, String text) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(text.getBytes(StandardCharsets.UTF_8));
    }

    private Map<String, Object> about(JournalReader.Read read) {
        Map<String, Object> about = new LinkedHashMap<>();
        about.put("v", 1);
        about.put("type", "handrail.export");
        about.put("run", run.id());
        about.put("runbook", run.state().started().runbook());
        about.put("environment", run.state().started().environment());
        about.put("records", read.lines().size());
        about.put("digest", run.state().basis().digest());
        about.put("files", run.state().basis().files());
        about.put("operator", session.user());
        about.put("host", session.host());
        about.put("version", Version.number());
        return about;
    }

    private static Problem taken(Path file) {
        return new Problem(
                ExitCode.WRONG,
                "the file is there already",
                file.toString(),
                "nothing is written over",
                "name another file, or take that one away");
    }
}
