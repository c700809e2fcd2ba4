package dev.handrail.run;

import dev.handrail.runbook.Cache;
import dev.handrail.runbook.Database;
import dev.handrail.runbook.Step;
import dev.handrail.runbook.TargetKind;
import dev.handrail.runbook.TargetRef;
import dev.handrail.runbook.Targets;

/** Targets in the words of a question. */
final class TargetNames {
    private final String environment;
    private final Targets targets;

    TargetNames(String environment, Targets targets) {
        this.environment = environment;
        this.targets = targets;
    }

    /** What is typed to confirm: {@code ENV/NAME}. */
    String typed(Step step) {
        return typed(step.target());
    }

    String typed(TargetRef target) {
        return switch (target.kind()) {
            case DATABASE -> environment + "/" + targets.database(target.name()).name();
            case CACHE, SERVICE, METRICS -> environment + "/" + target.name();
            case HOST -> environment + "/" + environment;
        };
    }

    /** Where it is, for people. */
    String shown(TargetRef target) {
        return environment + ": " + described(target);
    }

    String described(TargetRef target) {
        if (target.kind() == TargetKind.DATABASE) {
            Database.Identity at = targets.database(target.name()).identity();
            return "database " + at.database() + " on " + at.host() + ":" + at.port() + " as " + at.user() + ", "
                    + (at.standby() ? "standby" : "primary") + ", PostgreSQL " + at.version();
        }
        if (target.kind() == TargetKind.CACHE) {
            Cache.Identity at = targets.cache(target.name()).identity();
            return "cache " + target.name() + " on " + at.host() + ":" + at.port() + "/" + at.number() + ", Redis "
                    + at.version();
        }
        if (target.kind() == TargetKind.SERVICE) {
            return "service " + target.name() + " at "
                    + targets.service(target.name()).base();
        }
        if (target.kind() == TargetKind.METRICS) {
            return "metrics " + target.name() + " at "
                    + targets.metrics(target.name()).base();
        }
        return "this machine";
    }
}
