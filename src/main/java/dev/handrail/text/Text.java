package dev.handrail.text;

import dev.handrail.problem.ExitCode;
import dev.handrail.problem.Problem;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Text whose values may be known only later: shown with placeholders, resolved when its turn comes. */
public record Text(List<Part> parts) {
    public Text {
        parts = List.copyOf(parts);
    }

    /** A piece of text: as written, or to be filled in. */
    public sealed interface Part {
        String show();

        String resolve(Values values);
    }

    public record Literal(String text) implements Part {
        @Override
        public String show() {
            return text;
        }

        @Override
        public String resolve(Values values) {
            return text;
        }
    }

    /** A value that an earlier step captures. */
    public record Captured(String step, String name) implements Part {
        @Override
        public String show() {
            return "<" + name + " from " + step + ">";
        }

        @Override
        public String resolve(Values values) {
            return values.captured(step, name)
                    .orElseThrow(() -> new Problem(
                            ExitCode.FAILED,
                            "step " + step + " has captured no '" + name + "' yet",
                            step,
                            "",
                            "run " + step + " first, or give it again with: rollback --to " + step));
        }
    }

    /** A secret bound by the environment. */
    public record Hidden(String name) implements Part {
        @Override
        public String show() {
            return "<secret " + name + ">";
        }

        @Override
        public String resolve(Values values) {
            return values.secret(name).reveal();
        }
    }

    /**
     * The connection URL of a declared database: a secret.
     *
     * @param jdbc as JDBC wants it
     */
    public record Address(String database, boolean jdbc) implements Part {
        public Address(String database) {
            this(database, false);
        }

        @Override
        public String show() {
            return "<" + (jdbc ? "JDBC " : "") + "url of " + database + ">";
        }

        @Override
        public String resolve(Values values) {
            String url = values.url(database).reveal();
            return jdbc ? jdbc(url) : url;
        }

        /** User and password stand among the settings there. */
        private static String jdbc(String url) {
            int person = url.indexOf("://") + 3;
            int host = url.indexOf('@') + 1;
            String[] who = host == 0
                    ? new String[] {""}
                    : url.substring(person, host - 1).split(":", 2);
            String place = host == 0 ? url.substring(person) : url.substring(host);
            String separator = place.contains("?") ? "&" : "?";
            return "jdbc:postgresql://" + place
                    + (who[0].isEmpty() ? "" : separator + "user=" + who[0])
                    + (who.length > 1 ? "&password=" + who[1] : "");
        }
    }

    /** A late value inside the quotes of a JSON text. */
    public record InJson(Part part) implements Part {
        @Override
        public String show() {
            return part.show();
        }

        @Override
        public String resolve(Values values) {
            return escaped(part.resolve(values));
        }

        /** {@code text} as it stands between the quotes of a JSON text. */
        public static String escaped(String text) {
            StringBuilder json = new StringBuilder(text.length() + 8);
            text.chars().forEach(c -> {
                if (c == '"' || c == '\\') {
                    json.append('\\').append((char) c);
                } else if (c < 0x20) {
                    json.append(String.format("\\u%04x", c));
                } else {
                    json.append((char) c);
                }
            });
            return json.toString();
        }
    }

    /** The run's own id or start. */
    public enum RunFact implements Part {
        RUN_ID {
            @Override
            public String show() {
                return "<run id>";
            }

            @Override
            public String resolve(Values values) {
                return values.runId();
            }
        },
        STARTED_AT {
            @Override
            public String show() {
                return "<start of the run>";
            }

            @Override
            public String resolve(Values values) {
                return values.startedAt();
            }
        }
    }

    public static Text of(String text) {
        return new Text(List.of(new Literal(text)));
    }

    private Stream<Part> plain() {
        return parts.stream().map(p -> p instanceof InJson json ? json.part() : p);
    }

    /** True where the text may be known only to those who may know its secrets. */
    public boolean hidden() {
        return plain().anyMatch(p -> p instanceof Hidden || p instanceof Address);
    }

    /** The captured results that this text waits for. */
    public List<Captured> awaited() {
        return plain().filter(Captured.class::isInstance)
                .map(Captured.class::cast)
                .toList();
    }

    /** For people: placeholders where a value is not known yet or never shown. */
    public String show() {
        return parts.size() == 1
                ? parts.get(0).show()
                : parts.stream().map(Part::show).collect(Collectors.joining());
    }

    public String resolve(Values values) {
        return parts.size() == 1
                ? parts.get(0).resolve(values)
                : parts.stream().map(p -> p.resolve(values)).collect(Collectors.joining());
    }

    @Override
    public String toString() {
        return show();
    }
}
