package dev.handrail.target;

import dev.handrail.problem.ExitCode;
import dev.handrail.problem.Problem;
import dev.handrail.runbook.TargetRef;
import dev.handrail.seal.NewKey;
import dev.handrail.settings.Environment;
import dev.handrail.settings.Environment.CacheBinding;
import dev.handrail.settings.Environment.DatabaseBinding;
import dev.handrail.settings.Environment.ServiceBinding;
import dev.handrail.target.postgres.Address;
import dev.handrail.target.postgres.Login;
import dev.handrail.target.postgres.Resolver;
import dev.handrail.text.Redactor;
import dev.handrail.text.Secret;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the names of a runbook are bound to, every source looked up. Nothing is contacted. */
final class Bindings {
    private final Scope scope;
    private final Secrets secrets;
    private final Redactor redactor;

    Bindings(Scope scope, Secrets secrets, Redactor redactor) {
        this.scope = scope;
        this.secrets = secrets;
        this.redactor = redactor;
    }

    Address address(String name) {
        DatabaseBinding binding = bound(environment().databases(), TargetRef.database(name), "--database", "service=x");
        String connect = secrets.textOr("connection of " + name, binding.connect());
        Secret password = binding.password() == null ? null : secrets.fetch("password of " + name, binding.password());
        Address address = Resolver.ofProcess().resolve(connect, password, binding.origin());
        if (address.password() != null) {
            redactor.learn(address.password());
        }
        return address;
    }

    Login login(String name) {
        DatabaseBinding binding = bound(environment().databases(), TargetRef.database(name), "--database", "service=x");
        return new Login(address(name), binding.role(), binding.readAs(), scope.run());
    }

    CacheBinding cache(String name) {
        CacheBinding binding = bound(environment().caches(), TargetRef.cache(name), "--cache", "redis://host:6379/0");
        return new CacheBinding(secrets.textOr("url of " + name, binding.url()), binding.password(), binding.origin());
    }

    /** null: the URL has it, or none is needed. */
    @Nullable
    Secret cachePassword(String name) {
        String source = cache(name).password();
        return source == null ? null : secrets.fetch("password of " + name, source);
    }

    String service(String name) {
        ServiceBinding binding =
                bound(environment().services(), TargetRef.service(name), "--service", "https://api.example.com");
        return secrets.textOr("url of " + name, binding.url());
    }

    String metrics(String name) {
        ServiceBinding binding =
                bound(environment().metrics(), TargetRef.metrics(name), "--metrics", "https://prometheus.example.com");
        return secrets.textOr("url of " + name, binding.url());
    }

    Secret url(String name) {
        Secret url = address(name).url(name);
        redactor.learn(url);
        return url;
    }

    /** In the sandbox every secret {@code x} is {@code sandbox-x}, unless it is bound. */
    Secret secret(String name) {
        String source = environment().secrets().get(name);
        if (source != null) {
            return secrets.fetch(name, source);
        }
        if (environment().sandbox()) {
            return secrets.kept("sandbox " + name, new Secret(name, "sandbox-" + name));
        }
        throw new Problem(
                ExitCode.WRONG,
                "the secret '" + name + "' is not bound in the environment "
                        + environment().name(),
                "",
                "",
                "add to handrail.yml, under " + environment().name() + ": secrets: { " + name + ": \"env:NAME\" }");
    }

    /** In the sandbox its own key, unless the secret is bound. */
    Secret identity(String name) {
        return standsIn(name) ? secrets.kept("identity " + name, new Secret(name, key().secret())) : secret(name);
    }

    /** Empty but in the sandbox. */
    Optional<String> ownRecipient() {
        return environment().sandbox() ? Optional.of(key().recipient().text()) : Optional.empty();
    }

    private boolean standsIn(String name) {
        return environment().sandbox() && environment().secrets().get(name) == null;
    }

    private NewKey key() {
        return new SandboxKey(scope.home().resolve("sandbox").resolve("age-key")).key();
    }

    private Environment environment() {
        return scope.environment();
    }

    private <T> T bound(Map<String, T> all, TargetRef target, String option, String example) {
        T binding = all.get(target.name());
        if (binding == null) {
            throw new Problem(
                    ExitCode.WRONG,
                    "the " + target + " is not bound in the environment "
                            + environment().name(),
                    "",
                    "",
                    "bind it in handrail.yml, or with " + option + " " + target.name() + "=" + example);
        }
        return binding;
    }
}
