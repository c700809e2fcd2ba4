package dev.handrail.dsl.meaning;

import dev.handrail.dsl.mistake.Code;
import dev.handrail.dsl.mistake.Span;
import dev.handrail.dsl.source.NaturalOrder;
import dev.handrail.dsl.tape.Call;
import dev.handrail.hazard.Accepts;
import dev.handrail.migrate.MigrateAction;
import dev.handrail.migrate.MigrationFile;
import dev.handrail.problem.Position;
import dev.handrail.runbook.Action;
import dev.handrail.text.SqlText;
import dev.handrail.text.Statement;
import dev.handrail.text.psql.Value;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The action {@code migrate}: its files are read while the runbook is. */
final class MigrateMeaning {
    private MigrateMeaning() {}

    static Action of(Call call, Scope scope) {
        Options options = new Options(scope.reading(), call);
        if (options.flag("upTo") && options.flag("downTo")) {
            scope.reading()
                    .mistake(Code.TWICE, "'upTo' and 'downTo' exclude each other", options.at(), "keep one of them");
        }
        List<Call> tools = ToolMeaning.said(call);
        return tools.isEmpty() ? files(call, options, scope) : ToolMeaning.of(call, tools.get(0), scope);
    }

    private static Action files(Call call, Options options, Scope scope) {
        if (call.said("files").isEmpty()) {
            options.missing(
                    "'migrate' needs 'files', or a migrator",
                    "add: files 'migrations/*.sql', or: alembic { directory 'backend' }");
        }
        List<MigrationFile> files = files(options, "files");
        List<MigrationFile> reverts = files(options, "revert");
        refuseStrangers(options, files, reverts);
        return new MigrateAction(
                scope.database(call.site().word()),
                scope.step(),
                files,
                reverts,
                named(options, "upTo", files),
                named(options, "downTo", files),
                named(options, "baseline", files),
                options.envelope(),
                Accepts.NONE.and(scope.reading().accepting().at(call.site().word())));
    }

    private static List<MigrationFile> files(Options options, String word) {
        Map<String, Value> variables = SqlMeaning.variables(options);
        Map<String, MigrationFile> found = new LinkedHashMap<>();
        Reading reading = options.reading();
        for (Call said : options.call().said(word)) {
            Span at = said.site().argument(0);
            for (String path : matching(reading, Args.plain(reading, said, 0), at)) {
                MigrationFile file = file(reading, path, at, variables);
                if (found.put(file.name(), file) != null) {
                    reading.mistake(
                            Code.TWICE,
                            "two files are named " + file.name(),
                            at,
                            "a file's name is its identity: rename one");
                }
            }
        }
        return NaturalOrder.of(found.values(), MigrationFile::name);
    }

    private static List<String> matching(Reading reading, String pattern, Span at) {
        List<String> paths = reading.files().matching(pattern);
        if (paths.isEmpty()) {
            reading.mistake(
                    Code.NO_FILE,
                    "no file matches '" + pattern + "' in " + reading.files().folder(""),
                    at,
                    "check folder and pattern; both are relative to the runbook");
        }
        return paths;
    }

    private static MigrationFile file(Reading reading, String path, Span at, Map<String, Value> variables) {
        Optional<SqlFiles.Content> content = SqlMeaning.read(reading, path, at, variables);
        if (content.isEmpty()) {
            String name = path.substring(path.lastIndexOf('/') + 1);
            return new MigrationFile(name, "", SqlText.of("select 1", Position.NOWHERE));
        }
        SqlFiles.Content file = content.get();
        if (file.sql().statements().stream().noneMatch(Statement::sent)) {
            reading.reporter()
                    .elsewhere(
                            Code.BAD_SQL,
                            "the file holds no statement",
                            file.sql().position(),
                            "",
                            "write one, or remove the file");
        }
        Accepts.in(file.sql())
                .inSql()
                .forEach(a -> reading.accepting()
                        .judge(
                                a,
                                reading.files()
                                        .line(a.position().file(), a.position().line())));
        return new MigrationFile(file.name(), file.digest(), file.sql());
    }

    private static void refuseStrangers(Options options, List<MigrationFile> files, List<MigrationFile> reverts) {
        List<String> names = files.stream().map(MigrationFile::name).toList();
        for (MigrationFile revert : reverts) {
            if (!names.contains(revert.name()) && !names.isEmpty()) {
                options.reading()
                        .reporter()
                        .unknown(
                                Code.NO_FILE,
                                "the revert file " + revert.name() + " takes back no migration of that name",
                                options.call().said("revert").get(0).site().argument(0),
                                revert.name(),
                                List.of(),
                                "name it like the file it takes back");
            }
        }
    }

    private static @Nullable String named(Options options, String word, List<MigrationFile> files) {
        return options.one(word)
                .map(said -> {
                    String name = Args.plain(options.reading(), said, 0);
                    List<String> names = files.stream().map(MigrationFile::name).toList();
                    if (!names.contains(name)) {
                        options.reading()
                                .reporter()
                                .unknown(
                                        Code.NO_FILE,
                                        "'" + name + "' is none of the files",
                                        said.site().argument(0),
                                        name,
                                        names,
                                        "name one of the files that match");
                    }
                    return name;
                })
                .orElse(null);
    }
}
