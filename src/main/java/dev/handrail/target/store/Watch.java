package dev.handrail.target.store;

/** Looks on while files are moved, and may end it. Called by several threads at once. */
public interface Watch {
    /** So many bytes more are where they should be. */
    void moved(long bytes);

    boolean stopped();
}
