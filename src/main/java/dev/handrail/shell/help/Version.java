package dev.handrail.shell.help;

/** Which handrail this is. */
public final class Version {
    private Version() {}

    /** E.g. {@code 0.1.0}, as the build wrote it into the jar. */
    public static String number() {
        String built = Version.class.getPackage().getImplementationVersion();
        return built == null ? "development" : built;
    }
}
