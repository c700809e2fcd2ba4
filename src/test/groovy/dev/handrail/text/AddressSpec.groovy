package dev.handrail.text

import dev.handrail.seen.Seen
import spock.lang.Specification

class AddressSpec extends Specification {
    def "a database's URL as JDBC wants it has user and password among its settings: #url"() {
        given:
        String written = url
        Values values = new Seen.SeenValues() {
            Secret url(String database) { new Secret('url', written) }
        }

        expect:
        new Text.Address('main', true).resolve(values) == jdbc
        new Text.Address('main').resolve(values) == url
        new Text.Address('main', true).show() == '<JDBC url of main>'
        new Text([new Text.Address('main', true)]).hidden()

        where:
        url                                                | jdbc
        'postgresql://ana:p%40ss%3Aw@db1:5432/shop'        | 'jdbc:postgresql://db1:5432/shop?user=ana&password=p%40ss%3Aw'
        'postgresql://ana@db1:5432,db2:5433/shop'          | 'jdbc:postgresql://db1:5432,db2:5433/shop?user=ana'
        'postgresql://ana:x@[::1]:5432/shop?sslmode=require' | 'jdbc:postgresql://[::1]:5432/shop?sslmode=require&user=ana&password=x'
        'postgresql://db1:5432/shop'                       | 'jdbc:postgresql://db1:5432/shop'
    }
}
