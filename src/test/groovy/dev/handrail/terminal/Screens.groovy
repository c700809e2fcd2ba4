package dev.handrail.terminal

/** Screens in the manual, and what makes two of them the same: all but what differs from run to run. */
class Screens {
    /** The screens of a page in their unbroken parts: a line {@code $ …} is typed, {@code …} leaves something out. */
    static List<String> of(String page) {
        List<String> blocks = page.findAll(/(?ms)^```console\n(.*?)^```/) { it[1] }
        blocks.collectMany { block ->
            String answered = block.readLines().findAll { !it.startsWith('$ ') }.join('\n')
            answered.split('…').findAll { !it.isBlank() }
        }
    }

    /**
     * Run ids, ports, times, sizes, dates, users and places under one name each; any blank is one blank. Who is in the
     * way is left out: autovacuum comes when it likes.
     */
    static String plain(String text) {
        text.replaceAll(/\| waiting for a lock held by [^)]*\)/, '')
            .replaceAll(/\b\d{4}-[0-9a-z]{4}\b/, 'RUN')
            .replaceAll(/127\.0\.0\.1:\d+/, 'HOST')
            .replaceAll(/\d{4}-\d\d-\d\dT[\d:.]+Z/, 'MOMENT')
            .replaceAll(/\b\d{4}([-_])\d\d(-\d\d)?\b/, 'DATE')
            .replaceAll(/(?<=_)\d{4}_\d\d\b/, 'DATE')
            .replaceAll(/\b\d\d:\d\d(:\d\d)?\b/, 'TIME')
            .replaceAll(/\b(\d+(\.\d+)?(ms|s)|\d+m(\d+s)?)\b/, 'LONG')
            .replaceAll(/\b\d+(\.\d+)? (kB|MB|GB)\b/, 'SIZE')
            .replaceAll(/\b[0-9a-f]{64}\b/, 'DIGEST')
            .replaceAll(/ by \w+/, ' by WHO')
            .replaceAll(/\d+ looks/, 'LOOKS')
            .replaceAll(/\d+ batches/, 'BATCHES')
            .replaceAll(/\/?[\w\/.~-]*\/(?=runs\/|my\.groovy)/, '')
            .replaceAll(/\s+/, ' ')
    }
}
