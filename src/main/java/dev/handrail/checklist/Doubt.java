package dev.handrail.checklist;

/** What a checklist leaves open, with a code that never changes its meaning. */
public enum Doubt {
    ANSWER(
            "HI001",
            "it is not said which answer is the right one",
            "write what it must be: expect 0, expect atLeast(4), expect 'text'"),
    SHELL("HI002", "only a shell can do this", "a word that does it, or a script of yours: command './script.sh'"),
    FILE("HI003", "the file is not there", "copy it beside the runbook, and take the line below the manual step"),
    ENDLESS(
            "HI004",
            "it waits for a person, or never ends",
            "monitor { … } or waitFor { until { … } } asks by itself; else leave it to a person"),
    STATE(
            "HI005",
            "a variable or folder of a shell does not live on",
            "the environment says where things are; env and directory stand in each command"),
    LANGUAGE(
            "HI006",
            "the block is in a language that handrail does not run",
            "a step that does it, or nothing where it only shows something"),
    TROUBLE(
            "HI007",
            "what to do in trouble is no step of its own",
            "hint '…' or remedy('…') { … } in the step that can fail"),
    PLACEHOLDER("HI008", "a value has to be filled in", "write the value, or make it an input"),
    TOOL(
            "HI009",
            "how a tool goes back is known to handrail",
            "handrail rollback takes back what the migrate step applied"),
    UNREADABLE("HI010", "the SQL can't be read", "mend it, then write it as sql '…'");

    private final String id;
    private final String means;
    private final String fix;

    Doubt(String id, String means, String fix) {
        this.id = id;
        this.means = means;
        this.fix = fix;
    }

    public String id() {
        return id;
    }

    public String means() {
        return means;
    }

    public String fix() {
        return fix;
    }
}
