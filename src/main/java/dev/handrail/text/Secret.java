package dev.handrail.text;

/** A value that is never shown. Its text leaves through {@link #reveal()} alone, for the one place that needs it. */
public final class Secret {
    private final String name;
    private final String value;

    public Secret(String name, String value) {
        this.name = name;
        this.value = value;
    }

    public String name() {
        return name;
    }

    public String reveal() {
        return value;
    }

    @Override
    public String toString() {
        return "<secret " + name + ">";
    }
}
