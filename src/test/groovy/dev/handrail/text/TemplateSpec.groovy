package dev.handrail.text

import spock.lang.Specification

class TemplateSpec extends Specification {
    def "#written needs #columns, becomes #filled and is matched by #glob"() {
        given:
        Template template = Template.of(written)
        Map<String, String> row = [uuid: 'u1', tenant: 't9', a1: '*']

        expect:
        template.columns() as List == columns
        template.fill { row[it] }.get() == filled
        template.glob() == glob

        where:
        written               | columns            | filled          | glob
        'perm:{uuid}'         | ['uuid']           | 'perm:u1'       | 'perm:*'
        'perm'                | []                 | 'perm'          | 'perm'
        '{uuid}'              | ['uuid']           | 'u1'            | '*'
        '{tenant}{uuid}'      | ['tenant', 'uuid'] | 't9u1'          | '*'
        '{tenant}:{uuid}:x'   | ['tenant', 'uuid'] | 't9:u1:x'       | '*:*:x'
        '{{tenant}}:users'    | ['tenant']         | '{t9}:users'    | '{*}:users'
        'a[1]*?{uuid}'        | ['uuid']           | 'a[1]*?u1'      | 'a\\[1\\]\\*\\?*'
        '{"id":"{uuid}"}'     | ['uuid']           | '{"id":"u1"}'   | '{"id":"*"}'
        '{ uuid }{}'          | []                 | '{ uuid }{}'    | '{ uuid }{}'
        '{a1}'                | ['a1']             | '*'             | '*'
    }

    def "a null in the row leaves no text"() {
        expect:
        Template.of('perm:{uuid}').fill { null }.empty
        Template.of('perm').fill { null }.present
    }
}
