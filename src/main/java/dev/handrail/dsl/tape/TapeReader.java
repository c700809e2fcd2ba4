package dev.handrail.dsl.tape;

import dev.handrail.dsl.mistake.Span;
import dev.handrail.dsl.tape.TapeWriter.Kind;
import dev.handrail.text.Text;
import java.io.DataInputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads what {@link TapeWriter} wrote. */
public final class TapeReader {
    private static final Kind[] KINDS = Kind.values();

    private final DataInputStream in;

    public TapeReader(DataInputStream in) {
        this.in = in;
    }

    public Tape tape() throws IOException {
        return new Tape(calls(), spoken(), listings(), true);
    }

    private List<Tape.Spoken> spoken() throws IOException {
        List<Tape.Spoken> all = new ArrayList<>();
        for (int left = in.readInt(); left > 0; left--) {
            all.add(new Tape.Spoken(text(), text(), text(), span()));
        }
        return all;
    }

    private List<Tape.Listing> listings() throws IOException {
        List<Tape.Listing> all = new ArrayList<>();
        for (int left = in.readInt(); left > 0; left--) {
            String pattern = text();
            all.add(new Tape.Listing(
                    pattern, values().stream().map(String::valueOf).toList()));
        }
        return all;
    }

    public SourceMap map() throws IOException {
        int size = in.readInt();
        List<SourceMap.Entry> entries = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            entries.add(new SourceMap.Entry(text(), site(), in.readInt()));
        }
        return new SourceMap(entries);
    }

    private List<Call> calls() throws IOException {
        int size = in.readInt();
        List<Call> calls = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            calls.add(call());
        }
        return calls;
    }

    private Call call() throws IOException {
        String word = text();
        Site site = site();
        List<@Nullable Object> arguments = values();
        Map<String, @Nullable Object> named = valueMap();
        return new Call(word, arguments, named, in.readBoolean() ? calls() : null, site);
    }

    private Site site() throws IOException {
        Span word = span();
        int size = in.readInt();
        List<Span> arguments = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            arguments.add(span());
        }
        Map<String, Span> named = new LinkedHashMap<>();
        for (int left = in.readInt(); left > 0; left--) {
            named.put(text(), span());
        }
        return new Site(word, arguments, named);
    }

    private Span span() throws IOException {
        return new Span(in.readInt(), in.readInt(), in.readInt());
    }

    private List<@Nullable Object> values() throws IOException {
        int size = in.readInt();
        List<@Nullable Object> values = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            values.add(value());
        }
        return values;
    }

    private Map<String, @Nullable Object> valueMap() throws IOException {
        int size = in.readInt();
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        for (int i = 0; i < size; i++) {
            map.put(String.valueOf(value()), value());
        }
        return map;
    }

    private @Nullable Object value() throws IOException {
        return switch (KINDS[in.readUnsignedByte()]) {
            case NULL -> null;
            case TEXT -> text();
            case TRUTH -> in.readBoolean();
            case NUMBER -> new BigDecimal(text());
            case DURATION -> Duration.parse(text());
            case DATE -> LocalDate.parse(text());
            case PATTERN -> Pattern.compile(text(), in.readInt());
            case LIST -> values();
            case MAP -> valueMap();
            case CALL -> call();
            case TEMPLATE -> template();
        };
    }

    private Template template() throws IOException {
        int size = in.readInt();
        List<Object> pieces = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            pieces.add(piece());
        }
        return new Template(pieces);
    }

    private Object piece() throws IOException {
        int kind = in.readUnsignedByte();
        return switch (kind) {
            case 'r' -> new Template.Raw(text());
            case 'v' -> new Template.Value(text());
            case 'c' -> call();
            case 'k' -> new Template.Later(new Text.Captured(text(), text()), span());
            case 'h' -> new Template.Later(new Text.Hidden(text()), span());
            case 'a' -> new Template.Later(new Text.Address(text()), span());
            case 'f' -> new Template.Later(Text.RunFact.valueOf(text()), span());
            default -> throw new IOException("no piece of text: " + kind);
        };
    }

    private String text() throws IOException {
        int length = in.readInt();
        if (length < 0 || length > in.available()) {
            throw new IOException("cut short");
        }
        return new String(in.readNBytes(length), StandardCharsets.UTF_8);
    }
}
