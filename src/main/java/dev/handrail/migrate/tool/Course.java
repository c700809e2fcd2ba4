package dev.handrail.migrate.tool;

import dev.handrail.runbook.Delegated.Stage;
import java.util.List;

/**
 * One call of a tool that changes something.
 *
 * @param arguments behind the program
 * @param stages what it does, in its order
 */
record Course(List<String> arguments, List<Stage> stages) {
    Course {
        arguments = List.copyOf(arguments);
        stages = List.copyOf(stages);
    }
}
