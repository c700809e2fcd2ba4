package dev.handrail.dsl.tape;

import dev.handrail.dsl.mistake.Span;
import dev.handrail.text.Text;
import java.io.DataOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Writes tapes and source maps in the form that {@link TapeReader} reads. */
public final class TapeWriter {
    private final DataOutputStream out;

    public TapeWriter(DataOutputStream out) {
        this.out = out;
    }

    public void tape(Tape tape) throws IOException {
        calls(tape.said());
        out.writeInt(tape.spoken().size());
        for (Tape.Spoken spoken : tape.spoken()) {
            text(spoken.path());
            text(spoken.digest());
            text(spoken.how());
            span(spoken.through());
        }
        out.writeInt(tape.listings().size());
        for (Tape.Listing listing : tape.listings()) {
            text(listing.pattern());
            values(listing.names());
        }
    }

    public void map(SourceMap map) throws IOException {
        out.writeInt(map.entries().size());
        for (SourceMap.Entry entry : map.entries()) {
            text(entry.word());
            site(entry.site());
            out.writeInt(entry.parent());
        }
    }

    private void calls(List<Call> calls) throws IOException {
        out.writeInt(calls.size());
        for (Call call : calls) {
            call(call);
        }
    }

    private void call(Call call) throws IOException {
        text(call.word());
        site(call.site());
        values(call.arguments());
        map(call.named());
        out.writeBoolean(call.block() != null);
        if (call.block() != null) {
            calls(call.block());
        }
    }

    private void site(Site site) throws IOException {
        span(site.word());
        out.writeInt(site.arguments().size());
        for (Span argument : site.arguments()) {
            span(argument);
        }
        out.writeInt(site.named().size());
        for (Map.Entry<String, Span> named : site.named().entrySet()) {
            text(named.getKey());
            span(named.getValue());
        }
    }

    private void span(Span span) throws IOException {
        out.writeInt(span.line());
        out.writeInt(span.column());
        out.writeInt(span.length());
    }

    private void values(List<?> values) throws IOException {
        out.writeInt(values.size());
        for (Object value : values) {
            value(value);
        }
    }

    private void map(Map<?, ?> map) throws IOException {
        out.writeInt(map.size());
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            value(entry.getKey());
            value(entry.getValue());
        }
    }

    private void value(@Nullable Object value) throws IOException {
        Kind kind = Kind.of(value);
        out.writeByte(kind.ordinal());
        switch (kind) {
            case NULL -> {}
            case TEXT -> text((String) value);
            case TRUTH -> out.writeBoolean((Boolean) value);
            case NUMBER -> text(((BigDecimal) value).toString());
            case DURATION, DATE -> text(value.toString());
            case PATTERN -> {
                text(((Pattern) value).pattern());
                out.writeInt(((Pattern) value).flags());
            }
            case LIST -> values((List<?>) value);
            case MAP -> map((Map<?, ?>) value);
            case CALL -> call((Call) value);
            case TEMPLATE -> template((Template) value);
        }
    }

    private void template(Template template) throws IOException {
        out.writeInt(template.pieces().size());
        for (Object piece : template.pieces()) {
            if (piece instanceof Template.Raw raw) {
                out.writeByte('r');
                text(raw.text());
            } else if (piece instanceof Template.Value value) {
                out.writeByte('v');
                text(value.text());
            } else if (piece instanceof Template.Later later) {
                part(later.part());
                span(later.at());
            } else {
                out.writeByte('c');
                call((Call) piece);
            }
        }
    }

    private void part(Text.Part part) throws IOException {
        if (part instanceof Text.Captured captured) {
            out.writeByte('k');
            text(captured.step());
            text(captured.name());
        } else if (part instanceof Text.Hidden hidden) {
            out.writeByte('h');
            text(hidden.name());
        } else if (part instanceof Text.Address address) {
            out.writeByte('a');
            text(address.database());
        } else if (part instanceof Text.RunFact fact) {
            out.writeByte('f');
            text(fact.name());
        } else {
            throw new IllegalArgumentException("no late value: " + part);
        }
    }

    private void text(String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    /** The kinds of value that a tape holds. */
    enum Kind {
        NULL,
        TEXT,
        TRUTH,
        NUMBER,
        DURATION,
        DATE,
        PATTERN,
        LIST,
        MAP,
        CALL,
        TEMPLATE;

        private static final Map<Class<?>, Kind> PLAIN = Map.of(
                String.class, TEXT,
                Boolean.class, TRUTH,
                BigDecimal.class, NUMBER,
                Duration.class, DURATION,
                LocalDate.class, DATE,
                Pattern.class, PATTERN,
                Call.class, CALL,
                Template.class, TEMPLATE);

        static Kind of(@Nullable Object value) {
            if (value == null) {
                return NULL;
            }
            if (value instanceof List) {
                return LIST;
            }
            if (value instanceof Map) {
                return MAP;
            }
            Kind kind = PLAIN.get(value.getClass());
            if (kind == null) {
                throw new IllegalArgumentException("not on a tape: " + value.getClass());
            }
            return kind;
        }
    }
}
