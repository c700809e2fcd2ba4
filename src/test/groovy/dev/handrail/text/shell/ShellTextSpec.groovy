package dev.handrail.text.shell

import spock.lang.Specification

class ShellTextSpec extends Specification {
    def "words, quotes and what only a shell would understand: #text"() {
        expect:
        ShellText.commands(text).collect { it.argv() + (it.plain() ? [] : ['!']) } == commands

        where:
        text                                       || commands
        "a 'b c' \"d e\" f\\ g"                    || [['a', 'b c', 'd e', 'f g']]
        'a \\\n  b'                                || [['a', 'b']]
        'a && b; c || d'                           || [['a'], ['b'], ['c'], ['d']]
        'a | b -x'                                 || [['a', '!'], ['b', '-x']]
        'a > x 2>&1'                               || [['a', '!']]
        'a $B "${C}" $(d e) `f`'                   || [['a', '$B', '${C}', '$(d e)', '`f`', '!']]
        "a '\$B' \\\$C"                            || [['a', '$B', '$C']]
        'ls *.sql'                                 || [['ls', '*.sql', '!']]
        "x 'perm:*'"                               || [['x', 'perm:*']]
        'A=1 B="x y" prog'                         || [['prog', '!']]
        'psql -c "\nselect 1\n"'                   || [['psql', '-c', '\nselect 1\n']]
        'a "never ends'                            || [['a', 'never ends']]
    }

    def "comments belong to what follows, and each command knows its line"() {
        when:
        def all = ShellText.commands('# Away\n\n# Restart\n# now\nsystemctl restart x  # why\n\n./y\n')

        then:
        all*.line() == [5, 7]
        all*.comment() == ['Restart now', '']
        all[0].written() == 'systemctl restart x'
    }

    def "redirections and variables are kept apart from the words"() {
        when:
        ShellCommand one = ShellText.commands('PGPASSWORD=x psql shop < in.sql >>"out log" 2>&1')[0]

        then:
        one.set().PGPASSWORD.text() == 'x'
        one.argv() == ['psql', 'shop']
        one.redirects().collect { "${it.sign()} ${it.target().text()}".toString() } == ['< in.sql', '>> out log', '2>& 1']
    }
}
