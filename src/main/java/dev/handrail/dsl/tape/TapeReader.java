package dev.handrail.dsl.tape;

import dev.handrail.dsl.mistake.Span;
import dev.handrail.dsl.tape.TapeWriter.Kind;
import dev.handrail.text.Text;
import java.io.DataInputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
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

    /** All at once: a stream would be asked for each byte of each number. */
    private final ByteBuffer in;

    public TapeReader(DataInputStream in) throws IOException {
        this.in = ByteBuffer.wrap(in.readAllBytes());
    }

    public Tape tape() throws IOException {
        return new Tape(calls(), spoken(), listings(), true);
    }

    private List<Tape.Spoken> spoken() throws IOException {
        List<Tape.Spoken> all = new ArrayList<>();
        for (int left = in.getInt(); left > 0; left--) {
            all.add(new Tape.Spoken(text(), text(), text(), span()));
        }
        return all;
    }

    private List<Tape.Listing> listings() throws IOException {
        List<Tape.Listing> all = new ArrayList<>();
        for (int left = in.getInt(); left > 0; left--) {
            String pattern = text();
            all.add(new Tape.Listing(
                    pattern, values().stream().map(String::valueOf).toList()));
        }
        return all;
    }

    public SourceMap map() throws IOException {
        int size = in.getInt();
        List<SourceMap.Entry> entries = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            entries.add(new SourceMap.Entry(text(), site(), in.getInt()));
        }
        return new SourceMap(entries);
    }

    private List<Call> calls() throws IOException {
        int size = in.getInt();
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
        return new Call(word, arguments, named, in.get() != 0 ? calls() : null, site);
    }

    private Site site() throws IOException {
        Span word = span();
        int size = in.getInt();
        List<Span> arguments = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            arguments.add(span());
        }
        Map<String, Span> named = new LinkedHashMap<>();
        for (int left = in.getInt(); left > 0; left--) {
            named.put(text(), span());
        }
        return new Site(word, arguments, named);
    }

    private Span span() throws IOException {
        return new Span(in.getInt(), in.getInt(), in.getInt());
    }

    private List<@Nullable Object> values() throws IOException {
        int size = in.getInt();
        List<@Nullable Object> values = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            values.add(value());
        }
        return values;
    }

    private Map<String, @Nullable Object> valueMap() throws IOException {
        int size = in.getInt();
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        for (int i = 0; i < size; i++) {
            map.put(String.valueOf(value()), value());
        }
        return map;
    }

    private @Nullable Object value() throws IOException {
        return switch (KINDS[in.get() & 0xff]) {
            case NULL -> null;
            case TEXT -> text();
            case TRUTH -> in.get() != 0;
            case NUMBER -> new BigDecimal(text());
            case DURATION -> Duration.parse(text());
            case DATE -> LocalDate.parse(text());
            case PATTERN -> Pattern.compile(text(), in.getInt());
            case LIST -> values();
            case MAP -> valueMap();
            case CALL -> call();
            case TEMPLATE -> template();
        };
    }

    private Template template() throws IOException {
        int size = in.getInt();
        List<Object> pieces = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            pieces.add(piece());
        }
        return new Template(pieces);
    }

    private Object piece() throws IOException {
        int kind = in.get() & 0xff;
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
        int length = in.getInt();
        if (length < 0 || length > in.remaining()) {
            throw new IOException("cut short");
        }
        int at = in.position();
        in.position(at + length);
        return new String(in.array(), at, length, StandardCharsets.UTF_8);
    }
}
