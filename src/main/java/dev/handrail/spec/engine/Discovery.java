package dev.handrail.spec.engine;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.platform.engine.ConfigurationParameters;
import org.junit.platform.engine.DiscoveryFilter;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.engine.EngineDiscoveryListener;
import org.junit.platform.engine.EngineDiscoveryRequest;
import org.junit.platform.engine.SelectorResolutionResult;
import org.junit.platform.engine.UniqueId;
import org.junit.platform.engine.discovery.DiscoverySelectors;

/** Asks the engine for these classes and for no other. */
record Discovery(List<Class<?>> specs, Consumer<String> tell) implements EngineDiscoveryRequest {
    @Override
    public <T extends DiscoverySelector> List<T> getSelectorsByType(Class<T> type) {
        return specs.stream()
                .map(DiscoverySelectors::selectClass)
                .filter(type::isInstance)
                .map(type::cast)
                .toList();
    }

    @Override
    public <T extends DiscoveryFilter<?>> List<T> getFiltersByType(Class<T> type) {
        return List.of();
    }

    @Override
    public ConfigurationParameters getConfigurationParameters() {
        return Nothing.SAID;
    }

    @Override
    public EngineDiscoveryListener getDiscoveryListener() {
        return new EngineDiscoveryListener() {
            @Override
            public void selectorProcessed(
                    UniqueId engine, DiscoverySelector selector, SelectorResolutionResult result) {
                result.getThrowable().ifPresent(e -> tell.accept("a specification can't be read: " + e));
            }
        };
    }

    /** The engine's settings are its own. */
    private enum Nothing implements ConfigurationParameters {
        SAID;

        @Override
        public Optional<String> get(String key) {
            return Optional.empty();
        }

        @Override
        public Optional<Boolean> getBoolean(String key) {
            return Optional.empty();
        }

        @Override
        public Set<String> keySet() {
            return Set.of();
        }
    }
}
