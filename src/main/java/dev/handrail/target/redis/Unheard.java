package dev.handrail.target.redis;

import io.lettuce.core.event.Event;
import io.lettuce.core.event.EventBus;
import reactor.core.publisher.Flux;

/** Takes the client's events and tells nobody: what matters of them comes as an exception. */
record Unheard() implements EventBus {
    @Override
    public Flux<Event> get() {
        return Flux.empty();
    }

    @Override
    public void publish(Event event) {}
}
