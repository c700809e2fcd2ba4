package dev.handrail.hazard

/** Statements with what real servers did when they ran them, from measured-locks.txt. */
class Measured {
    static final Map<String, String> MODES = [AS: 'ACCESS_SHARE', RS: 'ROW_SHARE', RX: 'ROW_EXCLUSIVE', SUE: 'SHARE_UPDATE_EXCLUSIVE',
                                              S : 'SHARE', SRE: 'SHARE_ROW_EXCLUSIVE', X: 'EXCLUSIVE', AX: 'ACCESS_EXCLUSIVE']

    String name
    String setup
    String sql
    int major
    boolean refused
    Map<String, String> locks = [:]
    Set<String> files = []
    Set<String> scans = []

    static List<Measured> all() {
        List<Measured> found = []
        String usual = null
        List<String> head = null
        Measured.getResourceAsStream('/dev/handrail/hazard/measured-locks.txt').readLines('UTF-8').each { line ->
            if (line.startsWith('~ = ')) {
                usual = line.substring(4)
            } else if (line.startsWith('  ')) {
                found.addAll(results(head, line.strip()))
            } else if (!line.startsWith('#')) {
                head = line.split(/ \| /, 3) as List
                head[1] = head[1].replaceFirst('^~', java.util.regex.Matcher.quoteReplacement(usual))
            }
        }
        found
    }

    private static List<Measured> results(List<String> head, String line) {
        int colon = line.indexOf(':')
        String result = line.substring(colon + 1).strip()
        List<String> parts = result == 'refused' ? ['', '', ''] : (result.split(/\|/, 3) as List)*.strip()
        majors(line.take(colon)).collect {
            new Measured(name: head[0], setup: head[1], sql: head[2], major: it, refused: result == 'refused',
                         locks: words(parts[0]).collectEntries { pair -> [pair.split(':')[0], MODES[pair.split(':')[1]]] },
                         files: words(parts[1]) as Set, scans: words(parts[2]) as Set)
        }
    }

    private static List<String> words(String text) {
        text ? text.split(' ') as List : []
    }

    private static List<Integer> majors(String text) {
        text.split(',').collectMany { part ->
            List<Integer> ends = part.split('-')*.toInteger()
            (ends.first()..ends.last()).toList()
        }
    }

    String toString() {
        "PostgreSQL $major: $name"
    }
}
