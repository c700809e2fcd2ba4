package dev.handrail.target.postgres

import java.sql.SQLException
import spock.lang.Specification

class FixesSpec extends Specification {
    def "a setting that only newer servers know, as a newer pg_dump writes it, is to be taken out: #message"() {
        expect:
        Fixes.of(new SQLException(message, '42704'), 'ana').contains('take the line out') == told

        where:
        message                                                           || told
        'ERROR: unrecognized configuration parameter "transaction_timeout"' || true
        'FEHLER: unbekannter Konfigurationsparameter »transaction_timeout«' || true
        'ERROR: unrecognized configuration parameter "work_mum"'            || false
        'ERROR: role "gone" does not exist'                                 || false
    }
}
