package dev.handrail.dsl.cache;

import dev.handrail.dsl.compile.Compiled;
import dev.handrail.dsl.source.Digests;
import dev.handrail.dsl.source.Source;
import dev.handrail.dsl.tape.SourceMap;
import dev.handrail.dsl.tape.Tape;
import dev.handrail.dsl.tape.TapeReader;
import dev.handrail.dsl.tape.TapeWriter;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What is kept of a script: its classes, and, for each set of inputs, what it declared with them. A script declares the
 * same each time (nothing in the language reads a clock or draws lots), so the second load needs neither compiler nor
 * Groovy.
 */
public final class ScriptCache {
    private final @Nullable Entries entries;
    private final String tool;

    /** @param folder where it is kept; null: nothing is */
    public ScriptCache(@Nullable Path folder) {
        Optional<String> version = folder == null ? Optional.empty() : ToolVersion.of(ScriptCache.class);
        this.entries = folder == null || version.isEmpty() ? null : new Entries(folder);
        this.tool = version.orElse("");
    }

    /** What the script declared with these inputs. */
    public Optional<Tape> tape(Source source, Map<String, String> inputs, boolean standIn) {
        return read(tapeName(source, inputs, standIn), in -> new TapeReader(in).tape());
    }

    public void keep(Source source, Map<String, String> inputs, boolean standIn, Tape tape) {
        write(tapeName(source, inputs, standIn), out -> new TapeWriter(out).tape(tape));
    }

    public Optional<Compiled> compiled(Source source) {
        return read(classesName(source), in -> {
            String main = in.readUTF();
            Map<String, byte[]> classes = new LinkedHashMap<>();
            for (int left = in.readInt(); left > 0; left--) {
                classes.put(in.readUTF(), in.readNBytes(in.readInt()));
            }
            SourceMap map = new TapeReader(in).map();
            return new Compiled(classes, main, map);
        });
    }

    public void keep(Source source, Compiled compiled) {
        write(classesName(source), out -> {
            out.writeUTF(compiled.main());
            out.writeInt(compiled.classes().size());
            for (Map.Entry<String, byte[]> type : compiled.classes().entrySet()) {
                out.writeUTF(type.getKey());
                out.writeInt(type.getValue().length);
                out.write(type.getValue());
            }
            new TapeWriter(out).map(compiled.map());
        });
    }

    private String classesName(Source source) {
        return Digests.hex(source.digest() + "\n" + tool) + ".classes";
    }

    private String tapeName(Source source, Map<String, String> inputs, boolean standIn) {
        StringBuilder key = new StringBuilder(source.digest())
                .append('\n')
                .append(tool)
                .append('\n')
                .append(standIn);
        new TreeMap<>(inputs).forEach((name, value) -> key.append('\n').append(Digests.hex(name + "\0" + value)));
        return Digests.hex(key.toString()) + ".tape";
    }

    private <T> Optional<T> read(String name, Reader<T> reader) {
        return entries == null ? Optional.empty() : entries.read(name).flatMap(bytes -> parsed(bytes, reader));
    }

    private static <T> Optional<T> parsed(byte[] bytes, Reader<T> reader) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            return Optional.of(reader.read(in));
        } catch (IOException | RuntimeException e) {
            return Optional.empty();
        }
    }

    private void write(String name, Writer writer) {
        if (entries == null) {
            return;
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            writer.write(out);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        entries.write(name, bytes.toByteArray());
    }

    private interface Reader<T> {
        T read(DataInputStream in) throws IOException;
    }

    private interface Writer {
        void write(DataOutputStream out) throws IOException;
    }
}
