package dev.handrail.shell.person

/** A keyboard whose presses are written down before. What lies in {@code ahead} was typed before the question. */
class Typed implements Keyboard {
    final Deque<Keyboard.Press> presses = new ArrayDeque<>()
    int drained

    Typed keys(String text) {
        text.each { presses << (it == '\n' ? Keyboard.Press.of(Keyboard.Press.Kind.ENTER) : Keyboard.Press.of(it as char)) }
        this
    }

    Typed press(Keyboard.Press press) {
        presses << press
        this
    }

    Typed press(Keyboard.Press.Kind kind) {
        press(Keyboard.Press.of(kind))
    }

    /** A burst: several characters that came at once. */
    Typed burst(String text) {
        text.each { presses << new Keyboard.Press(Keyboard.Press.Kind.CHARACTER, it, false) }
        this
    }

    void listen() {}

    void drain() { drained++ }

    Keyboard.Press press() {
        presses.poll() ?: Keyboard.Press.of(Keyboard.Press.Kind.END)
    }

    /** What happens while nothing is pressed: a closure for each press that is waited for. */
    final Deque<Closure> pauses = new ArrayDeque<>()

    Keyboard.Press press(Runnable meanwhile) {
        pauses.poll()?.call(meanwhile)
        press()
    }

    boolean interrupted() { false }

    void stop(Runnable stopping) { stopping.run() }

    java.util.function.Consumer<String> heard

    void hear(java.util.function.Consumer<String> heard) { this.heard = heard }

    void deaf() { heard = null }

    void whenGone(Runnable told) {}

    void over() {}

    void gone() {}

    void rest() {}
}
