package dev.handrail.target;

import dev.handrail.problem.ExitCode;
import dev.handrail.problem.Problem;
import dev.handrail.settings.SecretSource;
import dev.handrail.target.host.Call;
import dev.handrail.target.host.Captured;
import dev.handrail.target.host.Child;
import dev.handrail.target.host.Output;
import dev.handrail.text.Redactor;
import dev.handrail.text.Secret;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Fetches secrets from where they are, each once, and has every one of them masked from then on. */
public final class Secrets {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Map<String, String> environment;
    private final Redactor redactor;
    private final Map<String, Secret> fetched = new ConcurrentHashMap<>();

    public Secrets(Map<String, String> environment, Redactor redactor) {
        this.environment = Map.copyOf(environment);
        this.redactor = redactor;
    }

    /**
     * @param source {@code env:NAME}, {@code file:PATH} or {@code cmd:PROGRAM ARGS}
     * @throws Problem exit 7 where there is nothing, exit 2 where {@code source} is none
     */
    public Secret fetch(String name, String source) {
        Secret known = fetched.get(source);
        if (known != null) {
            return known;
        }
        SecretSource from = SecretSource.parse(source)
                .orElseThrow(() -> new Problem(
                        ExitCode.WRONG,
                        "the secret " + name + " is bound to something that is no source",
                        name,
                        "",
                        "use " + SecretSource.FORMS));
        return kept(source, new Secret(name, from.reveal(environment, argv -> output(name, argv))));
    }

    /** {@code text} itself, or, where it is a source, what is there. */
    public String textOr(String name, String text) {
        Optional<SecretSource> source = SecretSource.parse(text);
        return source.isEmpty() ? text : fetch(name, text).reveal();
    }

    /** As {@link #textOr}; a text that is no source is a secret too. */
    public String hidden(String name, String text) {
        Optional<SecretSource> source = SecretSource.parse(text);
        return (source.isEmpty() ? kept(text, new Secret(name, text)) : fetch(name, text)).reveal();
    }

    /** A secret that is known already, e.g. a generated one. */
    public Secret kept(String key, Secret secret) {
        redactor.learn(secret);
        fetched.put(key, secret);
        return secret;
    }

    private static String output(String name, List<String> argv) {
        Captured captured = new Captured();
        StringBuilder said = new StringBuilder();
        Child child = Child.start(Call.of(argv.toArray(String[]::new)), captured, Output.lines(line -> {
            if (said.length() < 2_000) {
                said.append(line).append('\n');
            }
        }));
        try {
            Optional<Integer> exit = child.await(PATIENCE);
            if (exit.isPresent() && exit.get() == 0) {
                return captured.trimmed();
            }
            child.cancel();
            throw failed(
                    name, argv, exit.map(e -> "it ended with exit status " + e).orElse("it took over a minute"), said);
        } catch (InterruptedException e) {
            child.cancel();
            Thread.currentThread().interrupt();
            throw failed(name, argv, "it was interrupted", said);
        }
    }

    private static Problem failed(String name, List<String> argv, String why, StringBuilder said) {
        return new Problem(
                ExitCode.UNREACHABLE,
                "the program that gives the secret " + name + " failed",
                "cmd:" + argv.get(0),
                (why + "\n" + said).strip(),
                "run it by hand and see what it says");
    }
}
