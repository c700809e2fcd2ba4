package dev.handrail.problem;

/** How a command ended, as the process's exit status. The numbers never change their meaning. */
public enum ExitCode {
    DONE(0),
    FAILED(1),
    WRONG(2),
    STOPPED(3),
    UNDECIDED(4),
    HELD(5),
    UNKNOWN(6),
    UNREACHABLE(7),
    JOURNAL(8),
    TAKEN_BACK(9),
    ROLLBACK_FAILED(10),
    WORK_TO_DO(11),
    INTERRUPTED(130);

    private final int status;

    ExitCode(int status) {
        this.status = status;
    }

    public int status() {
        return status;
    }
}
