package dev.handrail.target.postgres;

import dev.handrail.problem.ExitCode;
import dev.handrail.problem.Problem;

/** That all sessions of one binding reach the same cluster, wherever its name may lead meanwhile. */
final class Cluster {
    private String system = "";

    /** @throws Problem exit 4 where another cluster answers than at the first time */
    synchronized void require(Session session, Address address) {
        String now = session.system();
        if (system.isEmpty() || now.isEmpty()) {
            system = system.isEmpty() ? now : system;
        } else if (!now.equals(system)) {
            throw new Problem(
                    ExitCode.UNDECIDED,
                    "another server answers under the name of this one",
                    address.shown(),
                    "the cluster was " + system + ", is " + now + "; what was planned and shown belongs to the first",
                    "see where host and service lead to; when it is the right server again, resume");
        }
    }

    synchronized void forget() {
        system = "";
    }
}
