package dev.handrail.target.backup

import spock.lang.Specification

class ComplaintsSpec extends Specification {
    static final List<String> SETTING = ['pg_restore: while INITIALIZING:',
                                         'pg_restore: error: could not execute query: ERROR:  unrecognized configuration parameter "transaction_timeout"',
                                         'Command was: SET transaction_timeout = 0;', '']
    static final List<String> ROLE = ['pg_restore: while PROCESSING TOC:', 'pg_restore: from TOC entry 215; 1259 16386 TABLE t gone',
                                      'pg_restore: error: could not execute query: ERROR:  role "gone" does not exist',
                                      'Command was: ALTER TABLE public.t OWNER TO gone;', '']
    static final List<String> COPY = ['pg_restore: error: COPY failed for table "t": ERROR:  invalid input syntax']
    static final List<String> END = ['pg_restore: warning: errors ignored on restore: 1']

    def "#what"() {
        given:
        def complaints = new Complaints()

        when:
        said.flatten().each { complaints.accept(it) }

        then:
        complaints.onlyOfTheSetting() == harmless

        where:
        what                                                  | said                              || harmless
        'the setting, on three connections'                   | [SETTING, SETTING, SETTING, END]  || true
        'the setting and another error'                       | [SETTING, ROLE, END]              || false
        'the setting and rows that were refused'              | [SETTING, COPY, END]              || false
        'another error alone'                                 | [ROLE, END]                       || false
        'the setting, and no end'                             | [SETTING]                         || false
        'a name that looks like the setting hides no error'   | [SETTING, ROLE, ['x Command was: SET transaction_timeout = 0;'], END] || false
        'nothing at all'                                      | []                                || false
    }
}
