package dev.handrail.text

import dev.handrail.json.Json
import spock.lang.Specification

class RedactorSpec extends Specification {
    Redactor redactor = new Redactor()

    def "what a cut leaves of a secret is masked: #text"() {
        given:
        redactor.learn(new Secret('token', 'Zq7-hunter two/9'))

        expect:
        redactor.redact(text) == shown

        where:
        text                                   || shown
        'a Zq7-hunter two/9'                   || 'a <secret token>'
        'a Zq7-hunter two/…'                   || 'a <secret token>…'
        'a Zq7-hunter two/ …'                  || 'a <secret token> …'
        'a Zq7-hunter …'                       || 'a <secret token>…'
        'a Zq7-… b Zq7-h…'                     || 'a <secret token>… b <secret token>…'
        'a Zq7…, which many words may end in'  || 'a Zq7…, which many words may end in'
        '…unter two/9, and more'               || '…<secret token>, and more'
        'Zq7-hunt…nter two/9'                  || '<secret token>…<secret token>'
        'Zq7-hunter two/9…two/9'               || '<secret token>…<secret token>'
        'Zq7-hunter%20tw…'                     || '<secret token>…'
        'nothing …'                            || 'nothing …'
        '…'                                    || '…'
    }

    def "every cut of #secret leaves none of it, and a record stays a record"() {
        given:
        redactor.learn(new Secret('token', secret))

        expect:
        (5..secret.length()).every { length ->
            String cut = 'x' * 20 + secret.take(length) + ' …'
            String line = redactor.redact(Json.write([a: cut, b: '\n' + cut, c: '\u202e' + cut]))
            Map read = Json.read(line) as Map
            !line.contains(secret.take(5)) && (read.a as String) ==~ /x{20}<secret token> ?…/
        }

        where:
        secret << ['correcthorsebatterystaple', 'p@ss/w0rd+x=1', 'with "quotes" and \\ in it', '202e202e202e', 'ü字ü字ü字ü字']
    }

    def "half an escape never stands before a mask"() {
        given:
        redactor.learn(new Secret('token', secret))

        expect:
        Json.read(redactor.redact(Json.write([a: text]))) instanceof Map

        where:
        secret       | text
        'nabcdefg'   | '\nabcd…'
        'u202eabcd'  | '\u202eabc…'
        '202eabcd'   | '\u202eabc…'
        '202eabcd'   | '\u202e…'
        'tabs are'   | '\tabs …'
    }
}
