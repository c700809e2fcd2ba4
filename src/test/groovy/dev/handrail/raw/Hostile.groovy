package dev.handrail.raw

import java.lang.reflect.ParameterizedType
import java.lang.reflect.RecordComponent
import java.lang.reflect.Type
import java.time.Instant
import java.util.regex.Matcher
import java.util.regex.Pattern

/** Text as a database, a key, a header or a program may well give it, and records full of it. */
class Hostile {
    /** What steers something or is not to be seen; signs before Arabic and other numbers are formats by name, but seen. */
    private static final Pattern RAW = Pattern.compile(
        '[\\p{Cc}\\p{Cf}\\p{Cs}\\p{Zl}\\p{Zp}&&[^\\n\\t\\u0600-\\u0605\\u06dd\\u070f\\u0890\\u0891\\u08e2\\x{110bd}\\x{110cd}]]')

    private static final List<String> SEQUENCES = [
        '\u001b[2J', '\u001b[31mred', '\u001b[1A\u001b[2K', '\u001b[6n', '\u001b[?1049h', '\u001b[?25l', '\u001b[8m', '\u001b[10;10H', '\u001bc', '\u001b7', '\u001bM',
        '\u001b]0;title\u0007', '\u001b]2;t\u001b\\', '\u001b]8;;http://x\u0007link\u001b]8;;\u0007', '\u001b]52;c;aGk=\u0007', '\u001b]1337;File=:AA\u0007', '\u001b]4;1;rgb:0/0/0\u0007',
        '\u001bP1$r\u001b\\', '\u001b_G\u001b\\', '\u001b^x\u001b\\', '\u001bX\u001b\\', '\u009b31m', '\u009d0;t\u009c', '\u0090q\u009c', '\u0085next', '\u008d\u0084',
        'a\rDONE', 'a\r\nDONE', 'a\nDONE  r1', 'a\u000bb\u000cc', 'a\b\b\bx', 'a\u0000b', '\u0007\u0007', 'x\u007fy', 'x\ty',
        'user\u202etxt.exe', '\u2067\u2066\u2069', 'a\u200db', 'zero\u200bwidth', '\ufeffbom', 'soft\u00adhyphen', 'filler\u3164', 'line\u2028sep\u2029', 'tag\udb40\udc41\udb40\udc7f',
        'half \ud83d', '\udc00 half', '\ud83d\ud83d', 'noncharacter \uffff \ufffe', 'joined \u034f', '\u115f\u1160\uffa0',
        '</pre><script>alert(1)</script>', '"><img src=x onerror=alert(1)>', ']]><x/>', '&lt;&#27;[2J', '| a | b |', '`code` **bold** [x](http://x) <!channel>', '::error::x\n::set-output name=a::b',
        '\\"quoted\\" \\n \\u001b', '${x} #{x} %n %s %d', "'; drop table t; --\u001b[0m", '{"a":"\u001b"}', '\u001b[2J' * 50] + ['A', 'B', 'C', 'D', 'H', 'J', 'K', 'S', 'T', 'f', 'h', 'l', 'm', 'n', 'r', 's', 'u'].collect { "x\u001b[1;2$it y".toString() } +
        ['A', 'J', 'K', 'h', 'm'].collect { "\u009b?25$it".toString() }

    /** More than three hundred; each is told by its place in the list. */
    static List<String> strings() {
        List<Integer> characters = ((0..0x1f) + (0x7f..0xa0) + [0xad, 0x34f, 0x61c, 0x115f, 0x1160, 0x17b4, 0x180e] + (0x200b..0x200f) + (0x2028..0x202e) + (0x2060..0x206f)
            + [0x3164, 0xfeff, 0xffa0] + (0xfff9..0xfffb) + [0x1bca0, 0x1d173, 0xe0001, 0xe0020, 0xe007f]) as List<Integer>
        List<String> each = characters.collectMany { int c ->
            String one = new String(Character.toChars(c))
            ["a${one}b".toString(), one * 3]
        }
        each + SEQUENCES + ['x' * 2_000 + '\u001b[2J', '\u202e' + '字' * 500, ('long\u0085' * 200)]
    }

    /** The first of the characters of {@code text} that nobody may get raw; newlines and tabs are the program's own. */
    static Set<String> raw(String text) {
        Matcher raw = RAW.matcher(text)
        raw.find() ? [String.format('U+%04X', raw.group().codePointAt(0))] as Set : [] as Set
    }

    /** A record with {@code text} wherever there is text; {@code fixed} has what must be something else, by name. */
    static <T> T filled(Class<T> type, String text, Map<String, ?> fixed = [:]) {
        RecordComponent[] components = type.recordComponents
        Object[] values = components.collect { fixed.containsKey(it.name) ? fixed[it.name] : value(it.genericType, text, fixed) } as Object[]
        type.getDeclaredConstructor(components.collect { it.type } as Class[]).with { it.accessible = true; it.newInstance(values) } as T
    }

    private static Object value(Type type, String text, Map fixed) {
        if (type instanceof ParameterizedType) {
            Type[] of = type.actualTypeArguments
            return type.rawType == List ? [value(of[0], text, fixed)] : [(text): value(of[1], text, fixed)]
        }
        Class c = type as Class
        Map<Class, Object> plain = [(String): text, (Object): text, (int): 1, (long): 1L, (Long): 1L, (double): 1.0d, (boolean): false, (Instant): Instant.EPOCH]
        plain.containsKey(c) ? plain[c] : c.isRecord() ? filled(c, text, fixed) : c.enumConstants[0]
    }
}
