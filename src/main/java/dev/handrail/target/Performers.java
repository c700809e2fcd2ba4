package dev.handrail.target;

import dev.handrail.runbook.Targets;
import dev.handrail.target.backup.WholeDatabases;
import dev.handrail.target.delegated.DelegatedPerformer;
import dev.handrail.target.host.Errand;
import dev.handrail.target.host.LocalHost;
import dev.handrail.target.host.ProcessPerformer;
import dev.handrail.target.host.SearchPath;
import dev.handrail.target.host.Workplace;
import dev.handrail.target.redis.UnlinkPerformer;
import dev.handrail.target.redis.WarmPerformer;
import dev.handrail.target.web.RequestPerformer;
import dev.handrail.text.Redactor;

/** The parts that perform effects, made when the first effect of their kind comes. */
record Performers(
        Databases databases,
        Caches caches,
        Web web,
        Targets targets,
        LocalHost host,
        Workplace workplace,
        Redactor redactor) {
    WholeDatabases wholeDatabases() {
        return new WholeDatabases(SearchPath.ofEnvironment(), host::folder, targets.clock());
    }

    UnlinkPerformer unlinks() {
        return new UnlinkPerformer(caches::seen);
    }

    WarmPerformer warms() {
        return new WarmPerformer(caches::seen, databases::seen);
    }

    RequestPerformer requests() {
        return new RequestPerformer(web::service, targets, redactor);
    }

    DelegatedPerformer migrators() {
        return new DelegatedPerformer(new Errand(workplace, redactor), databases::seen);
    }

    ProcessPerformer processes() {
        return new ProcessPerformer(workplace, redactor);
    }
}
