package dev.handrail.backup;

/**
 * The databases that take part in a restore.
 *
 * @param name the one that applications use
 * @param fresh the one that gets it
 * @param kept what the present one is called then
 */
record Naming(String name, String fresh, String kept) {
    static Naming of(RestoreAction action, String name, String run) {
        String fresh = action.into() == null ? Names.restored(name, run) : action.into();
        return new Naming(name, fresh, Names.kept(name, run));
    }
}
