package dev.handrail.text.psql

/** Files of pieces that are hard to cut, put together by chance; the same for the same seed. */
class RandomSql {
    private static final List<String> PIECES = [
        'select', '1', 'a', 'from t', ',', '+', '::int', ':v', ":'v'", ':"v"', ':{?v}', ':nope', ":'nope'", "'a;b'", "'it''s'", "''",
        "E'x\\';' ||", "e'\\\\' ||", "U&'\\0041;'", "B'1'", '"n;"', '"a""b"', '$$;$$', "\$t\$;'\$\$\$t\$", '$1', 'a$b$c', '-- c ; \'\n',
        '/* ; \' */', '/* a /* ; */ b */', '(1)', '((a))', '(select 1; select 2)', '[1:2]', '<> -1', '@> \'{}\'', '? \'k\'', 'é', '😀',
        "'line\nbreak;'", '$x$line\n;\n$x$', '/* line\n; */', '\r\n', '\t', '\\:', 'case when true then 1 end', 'begin', 'end',
        ';create function f() returns int begin atomic select 1; select case when true then 2 end; end;']
    private static final List<String> ENDS = [';', ';\n', '; ', ' \\;', '\n;\n', ';;']
    private static final List<String> LINES = [
        '\n\\echo told\n', '\n\\set v 5\n', "\n\\set v 'a''''b'\n", '\n\\unset v\n', '\n\\if true\n', '\n\\if false\n', '\n\\if :{?v}\n',
        '\n\\else\n', '\n\\endif\n', '\n\\i inc.sql\n']
    private static final List<String> BETWEEN = [' ', '\n', '  ', '\n\n', '\t']

    static String file(long seed) {
        Random random = new Random(seed)
        StringBuilder text = new StringBuilder()
        Deque<String> open = new ArrayDeque<>()
        40.times {
            int chance = random.nextInt(10)
            if (chance < 6) {
                text << one(random, PIECES) << one(random, BETWEEN)
            } else if (chance < 8) {
                text << one(random, ENDS)
            } else {
                text << line(one(random, LINES), open)
            }
        }
        text << ';' << open.collect { '\n\\endif' }.join('') << "\nselect 'end'"
        text
    }

    /** Only what may stand there: every branch is opened before it goes on, and has one end. */
    private static String line(String line, Deque<String> open) {
        String word = line.strip()
        if (word.startsWith('\\if')) {
            open.push('if')
        } else if (word == '\\else') {
            if (open.peek() != 'if') {
                return ''
            }
            open.pop()
            open.push('else')
        } else if (word == '\\endif') {
            return open.poll() ? line : ''
        }
        line
    }

    private static <T> T one(Random random, List<T> all) {
        all[random.nextInt(all.size())]
    }
}
