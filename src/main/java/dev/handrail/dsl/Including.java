package dev.handrail.dsl;

import dev.handrail.dsl.cache.ScriptCache;
import dev.handrail.dsl.compile.Compiled;
import dev.handrail.dsl.compile.ScriptCompiler;
import dev.handrail.dsl.mistake.Code;
import dev.handrail.dsl.mistake.Mistakes;
import dev.handrail.dsl.mistake.Reporter;
import dev.handrail.dsl.source.Beside;
import dev.handrail.dsl.source.Library;
import dev.handrail.dsl.source.Stranger;
import dev.handrail.dsl.tape.Call;
import dev.handrail.dsl.tape.Site;
import dev.handrail.dsl.words.Neighbours;
import dev.handrail.dsl.words.Recording;
import dev.handrail.dsl.words.Together;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads the files that a runbook includes, each once, in the same closed language. */
final class Including implements Neighbours {
    private static final String HOW = "included";

    private final Beside beside;
    private final ScriptCache cache;
    private final Deque<Path> open = new ArrayDeque<>();
    private final Set<Path> done = new HashSet<>();
    private final Set<String> pairs = new HashSet<>();

    Including(Beside beside, ScriptCache cache) {
        this.beside = beside;
        this.cache = cache;
        open.push(beside.script());
    }

    @Override
    public List<String> matching(String pattern) {
        return beside.matching(pattern);
    }

    @Override
    public void include(String written, Site at, Recording from) {
        Path file = beside.file(from.library(), written);
        if (open.contains(file)) {
            refuse(
                    from,
                    at,
                    Code.INCLUDE_CYCLE,
                    "'" + written + "' is being included already: " + circle(file),
                    "delete one of these includes");
        } else if (!pairs.add(open.getFirst() + "\0" + file)) {
            refuse(from, at, Code.TWICE, "'" + written + "' is included twice", "delete one of the two");
        } else if (!done.contains(file)) {
            Optional<Stranger> stranger = beside.stranger(file, written);
            stranger.ifPresent(s -> refuse(from, at, Code.NO_INCLUDE, s.what() + ": " + s.why(), s.fix()));
            if (stranger.isEmpty()) {
                done.add(file);
                open.push(file);
                read(file, at, from);
                open.pop();
            }
        }
    }

    private String circle(Path again) {
        Deque<String> names = new ArrayDeque<>(List.of(String.valueOf(again.getFileName())));
        open.forEach(p -> names.push(String.valueOf(p.getFileName())));
        return String.join(" → ", names);
    }

    private void read(Path file, Site at, Recording from) {
        Together together = from.together();
        try {
            Library library = beside.library(file);
            compiled(library, together, at).ifPresent(c -> {
                int lines = together.speaks(library, HOW, at.argument(0));
                List<Call> said = Speaking.of(c, together, library, lines);
                together.elsewhere(said);
                refuseNothing(said, at, from);
            });
        } catch (Mistakes unreadable) {
            together.reporter().take(unreadable.all(), HOW, at.argument(0));
            together.families().unread();
        }
    }

    private static void refuseNothing(List<Call> said, Site at, Recording from) {
        if (said.stream().noneMatch(c -> c.word().equals("family") || c.word().equals("include"))
                && !from.reporter().any()) {
            refuse(
                    from,
                    at,
                    Code.NO_INCLUDE,
                    "the file declares no family of steps",
                    "write in it: family('id') { … }");
        }
    }

    private Optional<Compiled> compiled(Library library, Together together, Site at) {
        Optional<Compiled> kept = cache.compiled(library.source());
        if (kept.isPresent()) {
            return kept;
        }
        Reporter aside = new Reporter(
                library.source().file().toString(), library.source().lines());
        Optional<Compiled> compiled = new ScriptCompiler(library.source(), aside).compile();
        compiled.ifPresent(c -> cache.keep(library.source(), c));
        if (compiled.isEmpty()) {
            together.reporter().take(aside.found(), HOW, at.argument(0));
            together.families().unread();
        }
        return compiled;
    }

    private static void refuse(Recording from, Site at, Code code, String what, String fix) {
        from.reporter().add(code, what, at.argument(0), fix);
        from.together().families().unread();
    }
}
