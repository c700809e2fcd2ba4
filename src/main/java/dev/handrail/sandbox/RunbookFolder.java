package dev.handrail.sandbox;

import dev.handrail.problem.ExitCode;
import dev.handrail.problem.Problem;
import dev.handrail.runbook.Runbook;
import dev.handrail.runbook.TargetKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a runbook brings for the sandbox: the folder {@code sandbox} in a folder of the script's own name beside it,
 * else beside the script itself.
 */
record RunbookFolder(Runbook runbook, Path folder) {
    static RunbookFolder of(Runbook runbook) {
        String script = runbook.file().getFileName().toString();
        String stem = script.contains(".") ? script.substring(0, script.lastIndexOf('.')) : script;
        Path own = runbook.folder().resolve(stem).resolve("sandbox");
        return new RunbookFolder(
                runbook, Files.isDirectory(own) ? own : runbook.folder().resolve("sandbox"));
    }

    /** The folder that comes first on PATH for {@code command}, where there is one. */
    Optional<Path> programs() {
        Path bin = folder.resolve("bin");
        return Files.isDirectory(bin) ? Optional.of(bin.toAbsolutePath().normalize()) : Optional.empty();
    }

    /**
     * The SQL files that fill a database, in the order of their names.
     *
     * @throws Problem exit 2 where files for one database lie beside two declared ones
     */
    List<Path> sql(String database) {
        Path own = folder.resolve(database);
        if (Files.isDirectory(own)) {
            return sqlIn(own);
        }
        List<Path> files = sqlIn(folder);
        long declared = runbook.targets().stream()
                .filter(target -> target.kind() == TargetKind.DATABASE)
                .count();
        if (!files.isEmpty() && declared > 1) {
            throw new Problem(
                    ExitCode.WRONG,
                    "it is not clear which database the sandbox's SQL is for",
                    folder.toString(),
                    "the runbook declares " + declared + " databases",
                    "move the files for '" + database + "' to " + own);
        }
        return files;
    }

    /** How a service or metrics of that name answers, where the runbook says so. */
    Path answers(String name) {
        return folder.resolve(name + ".yml");
    }

    private static List<Path> sqlIn(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".sql"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new Problem(
                    ExitCode.WRONG,
                    "the sandbox's folder can't be read",
                    folder.toString(),
                    String.valueOf(e.getMessage()),
                    "see its permissions",
                    e);
        }
    }
}
