package dev.handrail.dsl.mistake;

/** The kinds of mistake, each with a number that never changes its meaning; {@code docs/errors.md} explains them. */
public enum Code {
    UNREADABLE("HR001"),
    EMPTY("HR002"),
    BINARY("HR003"),
    NOT_UTF8("HR004"),
    TOO_LARGE("HR005"),
    INVISIBLE("HR006"),
    SYNTAX("HR010"),
    UNCLOSED_QUOTE("HR011"),
    UNCLOSED_BRACKET("HR012"),
    ANNOTATION("HR013"),
    IMPORT("HR014"),
    NOT_ALLOWED("HR015"),
    NAME_TAKEN("HR016"),
    IT("HR017"),
    NOT_SAID("HR018"),
    UNKNOWN_WORD("HR020"),
    WRONG_PLACE("HR021"),
    UNKNOWN_VARIABLE("HR022"),
    WRONG_TYPE("HR023"),
    MISSING("HR024"),
    UNKNOWN_OPTION("HR025"),
    TWICE("HR026"),
    NO_RUNBOOK("HR030"),
    TWO_RUNBOOKS("HR031"),
    DUPLICATE_ID("HR032"),
    BAD_ID("HR033"),
    BAD_STEP("HR034"),
    WINDOW("HR035"),
    POINTLESS("HR036"),
    UNKNOWN_TARGET("HR040"),
    WHICH_TARGET("HR041"),
    UNKNOWN_STEP("HR042"),
    UNKNOWN_RESULT("HR043"),
    TOO_EARLY("HR044"),
    BAD_VALUE("HR050"),
    NO_FILE("HR051"),
    COMPUTED_SQL("HR060"),
    BAD_SQL("HR061"),
    SECRET("HR062"),
    FLATTENED("HR063"),
    ACCEPT("HR064"),
    REFUSED_SQL("HR065"),
    INPUT_MISSING("HR070"),
    INPUT_VALUE("HR071"),
    INPUT_UNKNOWN("HR072"),
    FAILED("HR080"),
    NO_INCLUDE("HR090"),
    INCLUDE_CYCLE("HR091"),
    NO_FAMILY("HR092"),
    FAMILY_VALUE("HR093"),
    /** A write that nobody can take back: allowed, and worth a second look. */
    NO_WAY_BACK("HR101");

    private final String id;

    Code(String id) {
        this.id = id;
    }

    public String id() {
        return id;
    }
}
