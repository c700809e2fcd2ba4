package dev.handrail.dsl

import dev.handrail.dsl.mistake.Mistake
import spock.lang.Specification
import spock.lang.Unroll

/** Every mistake is told in our words, once, with its place. § marks where the caret stands. */
class MistakesSpec extends Specification {

    @Unroll("#code in a step: #words")
    def "a mistake among the words of a step has its place and its words"() {
        given:
        String marked = '''runbook('book', 'Book') {
  database 'main'
  cache 'permissions'
  service 'api'
  metrics 'default'
  section('a', 'A') {
    step('first', 'First') { http { get '/first'; capture 'id', '$.id' } }
    step('b', 'B') {
''' + words + '''
    }
  }
}
'''

        when:
        List<Mistake> mistakes = Script.of(marked).mistakes()

        then:
        mistakes*.code() == [code]
        [mistakes[0].position().line(), mistakes[0].position().column()] == Script.marked(marked)
        mistakes[0].told().contains(told)
        mistakes[0].told().readLines().size() <= 8

        where:
        words                                                           | code    | told
        // names of words
        "§bakcup { to 'x' }"                                            | 'HR020' | 'did you mean: backup'
        "backup { §tu 'x' }"                                            | 'HR020' | 'did you mean: to'
        "§bakcup { nothing { inside 'this' }; is told }"                | 'HR020' | "no word 'bakcup' in 'step'"
        "backup { to 'x'; §where 'y' }"                                 | 'HR021' | "it belongs into: backfill"
        "sql 'select 1'; §section('x') { }"                             | 'HR021' | 'it belongs into: runbook'
        "§step('c', 'C') { sql 'select 1' }"                            | 'HR021' | "a step can't stand inside a step"
        "sql 'select 1'; rollback { §rollback { sql 'select 1' } }"     | 'HR021' | "not allowed in 'rollback'"
        "sql 'select 1'; rollback { sql 'select 1'; §note 'x' }"        | 'HR021' | "not allowed in 'rollback'"
        "backup { encrypt §'age1xyz' }"                                 | 'HR050' | 'is no age recipient: its letters do not fit'
        "backup { encrypt §'ana@example.com' }"                         | 'HR050' | 'does not begin with age1'
        "backup { encrypt §'AGE-SECRET-KEY-1QQ' }"                      | 'HR050' | 'a secret key is no age recipient'
        "backup { encrypt \"\${§secret('x')}\" }"                       | 'HR062' | "a secret can't be used in 'encrypt'"
        "backup { encrypt 'age1ql3z7hjy54pw3hyww5ayyfg7zqgvc7w3j2elw8zmrj2kg5sfn9aqmcac8p'; identity §'AGE-SECRET-KEY-1QQ' }" | 'HR050' | "'identity' takes a secret"
        "backup { §identity secret('backup-key') }"                     | 'HR024' | 'opens what is encrypted, and nothing is'
        "backup { §external { } }"                                      | 'HR024' | 'says nothing that proves'
        "backup { §jobs 2; external { proof { command './ok' } } }"     | 'HR021' | 'says nothing of a backup that another tool makes'
        "backup { to §'s3://b-1/x'; external { proof { command './ok' } } }" | 'HR050' | 'lies in a folder'
        "backup { verify restored; compress §'bzip2' }"                 | 'HR050' | 'is no compression'
        "backup { compress §'gzip:10' }"                                | 'HR050' | 'is no compression'
        "backup { §compare content }"                                   | 'HR024' | 'needs a dump that is restored'
        "backup { verify restored; scratchOn §'rehearsal' }"            | 'HR040' | "no database 'rehearsal'"
        "partition { ranges §1 }"                                       | 'HR023' | "'ranges' takes name: value pairs"
        "migrate { alembic { }; §files 'x.sql' }"                        | 'HR021' | "'files' says nothing to alembic"
        "migrate { alembic { }; §django { } }"                           | 'HR026' | "'migrate' has two migrators: alembic and django"
        "migrate { flyway { }; §downTo '1' }"                            | 'HR021' | 'flyway takes nothing back'
        "migrate { alembic { program §'poetry run alembic' } }"          | 'HR050' | 'each argument is a text of its own'
        "check('x') { http '/x'; expect §certificate(none) }"            | 'HR023' | 'takes a bound'
        "check('x') { §metric('up') { every '5s' }; expect 1 }"          | 'HR024' | 'over which time'
        "check('x') { §metric('up') { over '7d'; every '1s' }; expect eachRow('value', 1) }" | 'HR050' | 'more than 11000 samples'
        "check('x') { sample §'a b'; expect 1 }"                         | 'HR050' | 'is no metric'
        "check('x') { §explain('select 1') { warmUp 3 }; expect cost(below(1)) }" | 'HR024' | 'measures nothing'
        "§check('x') { sql 'select 1'; expect 1 }"                       | 'HR036' | 'the query reads nothing'
        "§check('x') { sql \"select 'PASS' as result, 2\"; expect eachRow('result', 'PASS') }" | 'HR036' | 'the query reads nothing'
        "§check('x') { sql 'select count(*) from t'; expect 'PASS' }"    | 'HR036' | 'the answer is a number'
        "§check('x') { sql 'select a from t'; expect status(200) }"      | 'HR036' | 'one that only http gives'
        "§check('x') { http '/x'; expect usesIndex('i') }"               | 'HR036' | 'one that only explain gives'
        "§check('x') { schema column: 'a.b'; expect valid }"             | 'HR036' | "schema column a.b can't be 'valid'"
        "§check('x') { explain 'select 1 from t'; expect p95(below('1s')) }" | 'HR036' | 'nothing is measured'
        "§check('x') { disk 'x'; expect 'much' }"                        | 'HR036' | 'the answer is a number'
        "§check('x') { sql 'select a from t'; expect between(9, 1) }"    | 'HR036' | 'nothing is between 9 and 1'
        "§check('x') { sql 'select a from t'; expect matching(~/.*/) }"  | 'HR036' | 'every text is'
        "§check('x') { http '/x'; expect containing('') }"               | 'HR036' | 'every text is'
        "check('x') { §log { }; expect none }"                           | 'HR024' | 'reads one thing'
        "check('x') { log('a') { since §'now' }; expect none }"          | 'HR050' | "'run' or 'step'"
        "check('x') { log { journal §'-x' }; expect none }"              | 'HR050' | 'is no unit'
        "§require('x') { log('a') { since 'step' }; expect none }; sql 'select 1'" | 'HR036' | 'judged before the step'
        "§when('x') { content 'users'; expect unchanged }; sql 'select 1'" | 'HR036' | 'judged before the step'
        "§check('x') { sql 'select count(*) from t where a = 1'; expect some }" | 'HR036' | "can't fail"
        "§check('x') { sql 'select count(distinct lower(a)) as n from t'; expect atLeast(0) }" | 'HR036' | "can't fail"
        "§check('x') { redis 'count', 'a:*'; expect above(-1) }" | 'HR036' | "can't fail"
        "§check('x') { sql 'select count(*) from t'; expect none }" | 'HR036' | "can't hold"
        "backup { to §'s3://Bucket/x' }"                                | 'HR050' | 'is no place in S3'
        "backup { to §'gs://bucket/x' }"                                | 'HR050' | 'this is neither'
        "restore { from §'s3:/bucket/x' }"                              | 'HR050' | 'is no place in S3'
        // types and options
        "backup { jobs §'2' }"                                          | 'HR023' | "'jobs' takes a whole number; given: text"
        "backup { to §33 }"                                             | 'HR023' | "'to' takes text; given: a whole number"
        "backup { verify §'restored' }"                                 | 'HR023' | 'takes read or restored'
        "backup { verify §restord }"                                    | 'HR022' | 'did you mean: restored'
        "partition { table 't'; by §mont }"                             | 'HR022' | 'did you mean: month'
        "manual §42"                                                    | 'HR023' | "'manual' takes text"
        "check('x') { http '/x'; expect status(§'200') }"               | 'HR023' | "'status' takes a whole number"
        "check('x') { sql 'select a from t'; expect atLeast(§unknown) }"       | 'HR022' | "no variable 'unknown'"
        "sql 'select 1'; retry §tims: 3"                                | 'HR025' | 'did you mean: times'
        "sql 'select 1'; retry(§wait: '3s')"                            | 'HR024' | "the option 'times:' is missing"
        "check('x') { schema §colum: 'a.b'; expect some }"              | 'HR025' | 'did you mean: column'
        "backup { §jobs = 2 }"                                          | 'HR023' | 'write it without =: jobs 4'
        "backup { jobs: §2 }"                                           | 'HR018' | 'without a colon'
        "backup { §jobs }"                                              | 'HR018' | 'write: jobs 4'
        "backup { to 'x'; verify(read); §restored }"                    | 'HR018' | "'restored' alone says nothing"
        "sql 'select 1'; §'lost text'"                                  | 'HR018' | 'this value is not used'
        "check('x') { sql 'select a from t'; §expect -1 }"                     | 'HR018' | 'write: expect(-1)'
        "check('x') { sql 'select a from t'; expect 1; §atLeast(3) }"          | 'HR018' | "'atLeast' alone says nothing"
        "manual('x') §{ answer 'y' }"                                   | 'HR023' | "'manual' takes no block"
        "backup { §x -> to 'y' }"                                       | 'HR023' | 'the block of a word has no parameters'
        "backup { to 'x'; jobs §0 }"                                    | 'HR050' | 'from 1 to 64, and this is 0'
        "backup { to 'x'; compress §10 }"                               | 'HR050' | 'from 0 to 9'
        "backup { to 'x'; §to 'y' }"                                    | 'HR026' | "'to' is said twice in 'backup'"
        "backup { keep §'many' }"                                       | 'HR050' | "'many' is no duration"
        "sql 'select 1'; timeout §'5 parsecs'"                          | 'HR050' | "'5 parsecs' is no duration"
        "check('x') { §redis 'keys', '*'; expect 0 }"                   | 'HR050' | "redis 'keys' is not a question"
        "check('x') { §redis 'set', 'a', '1'; expect 0 }"               | 'HR050' | "to write them use warm"
        "check('x') { redis 'memory'; expect below(§'9 elephants') }"   | 'HR050' | 'no size and no duration'
        "check('x') { schema partition: 't'; expect covers(§'soon') }"         | 'HR050' | "'soon' is no day"
        "partition { table 't'; by day; zone §'Mars/Base' }"            | 'HR050' | "'Mars/Base' is no time zone"
        "§backfill { set 'a = 1' }"                                     | 'HR024' | "'backfill' needs 'table'"
        "§backfill { table 't' }"                                       | 'HR024' | "'backfill' needs 'set'"
        "§partition { table 't' }"                                      | 'HR024' | "'partition' does not say which partitions there are"
        "§migrate { }"                                                  | 'HR024' | "'migrate' needs 'files'"
        "§index { }"                                                    | 'HR024' | 'neither create nor drop'
        "§flush { }"                                                    | 'HR024' | 'which keys'
        "§warm { from 'select 1'; key 'a' }"                            | 'HR024' | 'what a key holds'
        "§http { expect status(200) }"                                  | 'HR024' | 'sends no request'
        "http { get '/a'; §post '/b' }"                                 | 'HR026' | 'sends one request'
        "http { get §'api/health' }"                                    | 'HR050' | 'a path starts with /'
        "§restore { }"                                                  | 'HR024' | "'restore' needs 'from'"
        "§monitor { during '1m' }"                                      | 'HR024' | "'monitor' asks nothing"
        "§waitFor { atMost '1m' }"                                      | 'HR024' | 'waits for nothing'
        "http { get '/x'; captureSecret 't', '\$.t' } }\nstep('c') { command 'x', §result('a/b', 't')" | 'HR062' | 'it would be seen'
        "http { get '/x'; captureSecret 't', '\$.t' } }\nstep('c') { sql \"select \${§result('a/b', 't')}\"" | 'HR062' | "can't stand in SQL"
        "flush { keys §'*' }"                                           | 'HR050' | 'would unlink every key'
        "command §'kubectl get pods'"                                   | 'HR050' | "write: command 'kubectl', 'get', 'pods'"
        "command(['ls']) { directory §'nowhere' }"                      | 'HR051' | "no folder 'nowhere'"
        "migrate { files §'nowhere/*.sql' }"                            | 'HR051' | "no file matches 'nowhere/*.sql'"
        "sql file(§'nowhere.sql')"                                      | 'HR051' | "no file 'nowhere.sql'"
        // a step
        "sql 'select 1'; §manual 'x'"                                   | 'HR034' | 'has two actions: sql and manual'
        "sql 'select 1'; §answer 'yes'"                                 | 'HR021' | "belongs to 'manual'"
        "sql 'select 1'; §rollback { }"                                 | 'HR024' | "'rollback' does nothing"
        "sql 'select 1'; rollback { sql 'select 2' }; §irreversible 'x'" | 'HR026' | 'is not irreversible'
        "§check('x') { sql 'select a from t' }"                                | 'HR024' | 'expects no answer'
        "§check('x') { expect 0 }"                                      | 'HR024' | 'asks no question'
        "check('x') { sql 'select a from t'; §redis 'ping'; expect 1 }"        | 'HR026' | 'asks two questions'
        "sql 'select 1'; §watch { every '5s' }"                         | 'HR024' | "'watch' asks nothing"
        // targets, steps, results
        "sql('select 1') { on §'mian' }"                                | 'HR040' | 'did you mean: main'
        "sql('select 1') { on §'permissions' }"                         | 'HR040' | "is a cache, and 'sql' does not work on one"
        "flush { on §'main'; keys 'a:*' }"                              | 'HR040' | "is a database, and 'flush' does not work on one"
        "check('x') { on §'api'; sql 'select a from t'; expect 1 }"            | 'HR040' | "this question is for a database"
        "check('x') { backupOf §'mian'; expect some }"                  | 'HR040' | 'did you mean: main'
        "command(['ls']) { env X: §url('mian') }"                       | 'HR040' | 'did you mean: main'
        "http { get \"/\${§result('a/frist', 'id')}\" }"                | 'HR042' | 'did you mean: a/first'
        "http { get \"/\${§result('a/first', 'di')}\" }"                | 'HR043' | "captures no 'di'"
        "http { get \"/\${§result('a/b', 'x')}\"; capture 'x', '\$.x' }" | 'HR044' | 'which comes later'
        "restore { from §'a/bakcup' }"                                  | 'HR042' | "no step 'a/bakcup'"
        "restore { from §'a/first' }"                                   | 'HR042' | 'takes no backup'
        "check('x') { took §'a/frist'; expect below('1m') }"            | 'HR042' | 'did you mean: a/first'
        // SQL
        "String x = 'select 1'; sql §x"                                 | 'HR060' | 'written in place, never computed'
        "sql §'select ' + 1"                                            | 'HR060' | 'written in place, never computed'
        "check('x') { sql §'select 1'.trim(); expect 1 }"               | 'HR060' | 'written in place, never computed'
        "check('x') { redis 'count', 'a'; expect atLeast(ratio(0.9), of: §'select ' + 1) }" | 'HR060' | 'never computed'
        "int n = 1; sql \"select §'\${n}'\""                            | 'HR061' | 'stands inside the quoted text'
        "int n = 1; sql \"select 1 §-- \${n}\""                         | 'HR061' | 'stands inside the comment'
        "sql \"select §'x\""                                            | 'HR061' | 'does not end'
        "sql 'select 1; §begin; select 2'"                              | 'HR050' | 'begins or ends a transaction'
        "sql '§vacuum users'"                                           | 'HR050' | 'add outsideTransaction()'
        "check('x') { sql '§select 1; select 2'; expect 1 }"            | 'HR061' | 'one statement is expected'
        "int n = 1; backfill { table 't'; set §\"a = \${n}\" }"         | 'HR061' | 'write ${literal(value)}'
        "sql 'select '§a''"                                             | 'HR010' | "the quote before this ends the text too early"
        "command 'x' §'y'"                                              | 'HR010' | "a text can't follow a text"
        "sql 'select 1'; timeout §'0s'"                                 | 'HR050' | "longer than nothing"
        // late values
        "sql \"select \${§secret('x')}\""                               | 'HR062' | "a secret can't stand in SQL"
        "command 'x', \"--token=\${§secret('x')}\""                     | 'HR062' | 'it would be seen'
        "command 'x', §secret('x')"                                     | 'HR062' | 'it would be seen'
        "http { get \"/x?t=\${§secret('x')}\" }"                        | 'HR062' | 'it would be seen'
        "note \"x \${§secret('x')}\"; sql 'select 1'"                   | 'HR062' | "can't be used in 'note'"
        "String t = \"Bearer \${§secret('x')}\"; http { get '/x'; header 'A', t }" | 'HR063' | 'made into plain text here'
        "String t = 'a' + §result('a/first', 'id'); http { get \"/\$t\" }" | 'HR063' | 'made into plain text here'
        "http { get '/x'; captureSecret 't', '\$.t' } }\nstep('c') { command 'x', §result('a/b', 't')" | 'HR062' | 'it would be seen'
        "http { get '/x'; captureSecret 't', '\$.t' } }\nstep('c') { sql \"select \${§result('a/b', 't')}\"" | 'HR062' | "can't stand in SQL"
        "if (§'x' == result('a/first', 'id')) { note 'y' }; sql 'select 1'" | 'HR063' | 'is compared here'
        "if (§secret('x') == 'y') { note 'y' }; sql 'select 1'"         | 'HR063' | 'is compared here'
        "if (§result('a/first', 'id')) { note 'y' }; sql 'select 1'"    | 'HR063' | 'made into plain text here'
        "sql 'select 1'; retry times: 3, wait: §'soon'"                 | 'HR050' | 'no duration'
        "check('x') { sql 'select a from t'; expect unchanged(since: §'never') }" | 'HR050' | "'run' or 'step'"
        "check('x') { redis 'count', 'a'; expect atLeast(ratio(0.9), of: 'select §\"a') }" | 'HR061' | 'does not end'
        "flush { keys \"\${§result('a/first', 'id')}:*\" }"             | 'HR063' | 'known only in the run'
        "note \"x \${name('y')}\"; §sql 'select 1'; §".replace('§', '').replace('note "', 'note §"') | 'HR061' | 'belongs into SQL'
    }

    @Unroll("#code: #title")
    def "a mistake in a file has its place and its words: #title"() {
        when:
        List<Mistake> mistakes = Script.of(text).mistakes()

        then:
        mistakes*.code() == [code]
        [mistakes[0].position().line(), mistakes[0].position().column()] == Script.marked(text)
        mistakes[0].told().contains(told)

        where:
        title                    | code    | told                              | text
        'a word of the file'     | 'HR020' | 'did you mean: runbook'           | "§runbok('x') { }"
        'a word of a runbook'    | 'HR020' | 'did you mean: section'           | book("§sectoin('x') { }")
        'include'                | 'HR090' | 'there is no file'                 | "include §'x.groovy'\n" + book()
        'two runbooks'           | 'HR031' | 'one runbook in each file'        | book() + "§runbook('y') { }"
        'no step'                | 'HR030' | 'has no step'                     | "§runbook('x') { section('a') { } }"
        'an empty step'          | 'HR024' | 'does nothing and checks nothing' | "runbook('x') { section('a') { §step('b') { } } }"
        'two sections'           | 'HR032' | 'taken by the section in line 2'  | book("section(§'a') { step('b') { manual 'x' } }")
        'two steps'              | 'HR032' | 'taken by the step in line 2'     | "runbook('x') { section('a') {\nstep('b') { manual 'x' }\nstep(§'b') { manual 'x' } } }"
        'an id with blanks'      | 'HR033' | "can't be an id"                  | "runbook('x') { section('a') { step(§'b c') { manual 'x' } } }"
        'an id with a slash'     | 'HR033' | "can't be an id"                  | "runbook('x') { section('a') { step(§'b/c') { manual 'x' } } }"
        'two inputs'             | 'HR032' | "two inputs 'a'"                  | "int one = input('a', 1, 'x')\nint two = input(§'a', 2, 'y')\n" + book()
        'an input too late'      | 'HR021' | 'stands before the runbook'       | book() + "int one = §input('a', 1, 'x')"
        'a target twice'         | 'HR032' | 'declared twice'                  | book("database 'm'\ndatabase §'m'")
        'no database'            | 'HR040' | 'declares none'                   | "runbook('x') { section('a') { step('b') { §sql 'select 1' } } }"
        'several databases'      | 'HR041' | "add: on 'one'"                   | "runbook('x') { database 'one'\ndatabase 'two'\nsection('a') { step('b') { §sql 'select 1' } } }"
        'an open window'         | 'HR035' | 'never closed'                    | "runbook('x') { section('a') { §step('b') { manual 'x'; opensWindow() } } }"
        'a closed window'        | 'HR035' | 'is not open here'                | "runbook('x') { section('a') { §step('b') { manual 'x'; closesWindow() } } }"
        'a window opened twice'  | 'HR035' | 'open already'                    | "runbook('x') { section('a') { step('b') { manual 'x'; opensWindow() }\n§step('c') { manual 'x'; opensWindow() }\nstep('d') { manual 'x'; closesWindow() } } }"
        'a bad window'           | 'HR050' | 'no duration'                     | book("window §'soon'")
        'a bad time of day'      | 'HR050' | 'no time of the day'              | book("window '30m', between: §'25:00-26:00'")
        'another language'       | 'HR050' | 'reads language 1'                | "language §2\n" + book()
        'arguments of input'     | 'HR023' | "input('warm', true"              | "def n = input(§'a', 3.5, 'x')\n" + book()
        'a class like a type'    | 'HR016' | 'is a type of the language'       | "class §String { }\n" + book()
        'a final variable'       | 'HR010' | "'n' is final"                    | "final int n = 3\n§n = 4\n" + book()
        'a closure called wrong' | 'HR023' | 'takes other arguments'           | "def f = { int a -> a }\ndef n = f§('x')\n" + book()
        'a number too large'     | 'HR023' | 'does not fit the declared type'  | "int n = §99999999999\n" + book()
        'a sign too many'        | 'HR010' | "can't stand here"                | "int n = 3§#\n" + book()
        'a mistyped variable'    | 'HR023' | 'a whole number is declared'      | "int n = §'text'\n" + book()
        'an unknown variable'    | 'HR022' | "no variable 'releas'"            | book("description §releas")
        'an assigned variable'   | 'HR022' | 'declare it: def n'               | "§n = 3\n" + book()
        'a variable twice'       | 'HR010' | 'declared twice'                  | "int n = 3\nint §n = 4\n" + book()
        'a word as a variable'   | 'HR016' | "'to' is a word"                  | "String §to = 'x'\n" + book()
        'an option as parameter' | 'HR016' | "'jobs' is a word"                | "def x = { int §jobs -> jobs }\n" + book()
        'a value as a loop'      | 'HR016' | "'month' is a word"               | "for (String §month in ['a']) { }\n" + book()
        'a word as a field'      | 'HR016' | "'keep' is a word"                | "class H { static final int §keep = 3 }\n" + book()
        'a word as a helper'     | 'HR016' | "'sql' is a word"                 | "class H { static String x(String §sql) { sql } }\n" + book()
        'an open quote'          | 'HR011' | 'does not end on its line'        | "runbook(§'x) { }"
        'an open long quote'     | 'HR011' | "end it with '''"                 | "runbook(§'''x) {\n }"
        'an open comment'        | 'HR011' | 'end it with */'                  | "§/* x\n" + book()
        'an open brace'          | 'HR012' | 'never closed'                    | "runbook('x') {\n  section('a') §{\n    step('b') { manual 'x' }\n}\n"
        'an open bracket'        | 'HR012' | 'closes the ('                    | "runbook('x', foo( §}"
        'a surplus brace'        | 'HR012' | 'closes nothing'                  | book() + "§}"
        'a stray sign'           | 'HR010' | 'was not expected here'           | "runbook('x') { section('a') { step('b') { manual 'x' §% } } }"
        'a brace on its line'    | 'HR018' | 'needs what it says on its line'  | "runbook('x') { section('a') { step('b') { §backup\n to 'x' } } }".replace("\n to 'x'", '')
    }

    def "every mistake of a file is told at once, in the order of the file"() {
        given:
        String marked = '''int n = 3
runbook('bad', 'Bad') {
  database 'main'
  window §'soon'
  section('a', 'A') {
    step('one', 'One') {
      §bakcup { to 'x'; jbos 2 }
      timeout §'5 parsecs'
      hint §3
    }
    step(§'one', 'One') { sql "select §'${n}'"; on §'mian' }
    step(§'t!', 'One') { manual 'x' }
  }
}
'''

        when:
        List<Mistake> mistakes = Script.of(marked).mistakes()

        then:
        mistakes*.code() == ['HR050', 'HR020', 'HR050', 'HR023', 'HR032', 'HR061', 'HR040', 'HR033']
        mistakes.collect { it.position().line() } == [4, 7, 8, 9, 11, 11, 11, 12]
    }

    def "what only follows from a mistake is not told"() {
        expect: 'the misspelt step has a name that others refer to'
        Script.of('''runbook('x', 'X') {
  database 'main'
  section('a', 'A') {
    setp('b', 'B') { backup { to 'x' } }
    step('c', 'C') { restore { from 'a/b' } }
  }
}''').mistakes()*.code() == ['HR020']
    }

    def "a mistake is shown with its line and a caret"() {
        when:
        Mistake mistake = Script.step("      bakcup { to 'x' }").mistakes()[0]

        then:
        mistake.told().readLines()[0] == "error HR020: there is no word 'bakcup' in 'step'"
        mistake.told().readLines()[1] ==~ /  --> .*book\.groovy:9:7/
        mistake.told().readLines()[2] == "  9 |       bakcup { to 'x' }"
        mistake.told().readLines()[3] == '    |       ^^^^^^'
        mistake.told().readLines()[4] == '  did you mean: backup'
        mistake.told().readLines()[5].startsWith('  allowed here: announce, answer, backfill, backup, check')
        mistake.told().readLines()[6].endsWith('… (32 in all)')
        mistake.told().readLines()[7] == '  fix: write one of the allowed words'
    }

    static String book(String words = '') {
        "runbook('x', 'X') {\nsection('a', 'A') { step('b', 'B') { manual 'x' } }\n${words}\n}\n"
    }
}
