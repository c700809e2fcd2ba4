package dev.handrail.shell.template;

import dev.handrail.problem.ExitCode;
import dev.handrail.problem.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/** A new runbook's folder, {@code runbooks/NAME/}, written from a template; nothing that is there is written over. */
public final class Begun {
    private static final String NAME = "[A-Za-z][A-Za-z0-9_-]{0,49}";

    private Begun() {}

    /**
     * Writes the files.
     *
     * @param place the folder in which {@code runbooks/} is or will be
     * @return the files, the script first
     * @throws Problem exit 2 where the name is taken or can't be one
     */
    public static List<Path> in(Path place, String name, Template template) {
        refuseNoName(name);
        Path runbooks = place.resolve("runbooks");
        Path folder = runbooks.resolve(name);
        for (Path taken : List.of(folder, runbooks.resolve(name + ".groovy"))) {
            if (Files.exists(taken, java.nio.file.LinkOption.NOFOLLOW_LINKS)) {
                throw wrong(
                        "there is something of that name already",
                        taken.toString(),
                        "nothing is written over",
                        "choose another name, or move it away");
            }
        }
        List<Path> written = new ArrayList<>();
        try {
            for (Template.Content content : template.files(name)) {
                written.add(write(folder.resolve(content.path()), content));
            }
            return written;
        } catch (IOException e) {
            throw wrong(
                    "the runbook can't be written",
                    folder.toString(),
                    String.valueOf(e.getMessage()),
                    "see who may write there, and whether the disk is full");
        }
    }

    private static Path write(Path file, Template.Content content) throws IOException {
        Files.createDirectories(file.getParent());
        Files.write(file, content.bytes(), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        if (content.program() && !file.toFile().setExecutable(true, false)) {
            throw new IOException(file + " can't be made executable");
        }
        return file;
    }

    private static void refuseNoName(String name) {
        if (!name.matches(NAME)) {
            throw wrong(
                    "'" + name + "' can't be a runbook's name",
                    "",
                    "it names the file, the sandbox's databases and the runs",
                    "up to 50 letters, digits, - and _, a letter first: orders-2027");
        }
    }

    private static Problem wrong(String what, String where, String why, String remedy) {
        return new Problem(ExitCode.WRONG, what, where, why, remedy);
    }
}
