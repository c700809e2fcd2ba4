package dev.handrail.migrate.tool

import dev.handrail.live.LivePostgres
import dev.handrail.live.LiveTarget
import dev.handrail.problem.ExitCode
import dev.handrail.problem.Problem
import dev.handrail.runbook.EffectFailure
import dev.handrail.runbook.Plan
import dev.handrail.text.Text
import java.nio.file.Files
import java.nio.file.Path
import spock.lang.AutoCleanup
import spock.lang.Requires
import spock.lang.Specification
import spock.lang.Tag
import spock.lang.Timeout

@Requires({ LivePostgres.available && new File('/usr/lib/python3/dist-packages/django').directory })
@Timeout(120)
class DjangoLiveSpec extends Specification {
    @AutoCleanup
    LiveTarget target = new LiveTarget(LivePostgres.server())

    Path site

    def setup() {
        site = target.home.resolve('site')
        file('settings.py', """\
            import os
            from urllib.parse import urlsplit, unquote
            url = urlsplit(os.environ['DATABASE_URL'])
            SECRET_KEY = 'spec'
            DEFAULT_AUTO_FIELD = 'django.db.models.BigAutoField'
            INSTALLED_APPS = ['shop', 'audit']
            DATABASES = {'default': {'ENGINE': 'django.db.backends.postgresql', 'HOST': url.hostname, 'PORT': url.port,
                                     'USER': url.username, 'PASSWORD': unquote(url.password), 'NAME': url.path[1:]}}
            """)
        file('manage.py', """\
            import os, sys
            os.environ['DJANGO_SETTINGS_MODULE'] = 'settings'
            from django.core.management import execute_from_command_line
            execute_from_command_line(sys.argv)
            """)
        ['shop', 'audit'].each { app -> ['__init__', 'models', 'migrations/__init__'].each { file("$app/${it}.py", '') } }
        migration('shop', '0001_initial')
        migration('shop', '0002_points', "('shop', '0001_initial')")
        migration('audit', '0001_log', "('shop', '0002_points')")
    }

    private void file(String name, String text) {
        Files.createDirectories(site.resolve(name).parent)
        site.resolve(name).toFile().text = text.stripIndent()
    }

    private void migration(String app, String name, String depends = '', String up = "create table t_${app}_${name} (a int)") {
        file("$app/migrations/${name}.py", """\
            from django.db import migrations


            class Migration(migrations.Migration):
                dependencies = [$depends]
                operations = [migrations.RunSQL("$up", "drop table t_${app}_${name}")]
            """)
    }

    private ToolAction django(Map<String, Object> said = [:]) {
        new ToolAction(new Django(), new Project('main', ['/usr/bin/python3', 'manage.py'].collect { Text.of(it) }, [],
            [DATABASE_URL: said.url == null ? new Text([new Text.Address('main')]) : Text.of(said.url as String)],
            'site', null, said.checked != true, said.upTo as String, said.downTo as String))
    }

    private List<Object> applied() {
        target.column("select app || '.' || name from django_migrations order by id")
    }

    def "what is pending is shown in Django's order, applied, and taken back app by app to where it was"() {
        given:
        target.act(django(upTo: 'shop 0001'))
        LiveTarget run = new LiveTarget(target.server, target.name, 'r2', target.home)

        when:
        Plan plan = run.act(django(checked: true))

        then:
        plan.effects()[0].show().drop(3).collect { it.replaceFirst(/django \d[\d.]*;/, 'django 3;') } == [
            '  django 3; its history public.django_migrations shows shop.0001_initial', '  applies, in this order:',
            '    shop.0002_points', '    audit.0001_log', '  checked: makemigrations --check says that no migration is missing']
        applied() == ['shop.0001_initial', 'shop.0002_points', 'audit.0001_log']
        django().plan(target).nothing() == 'everything that django knows is applied'

        when:
        Plan back = run.back(django())

        then:
        back.effects()*.call()*.argv()*.drop(2)*.join(' ') == ['migrate --noinput --no-color audit zero', 'migrate --noinput --no-color shop 0001_initial']
        applied() == ['shop.0001_initial']
        target.value("select to_regclass('t_shop_0002_points') is null") == true
    }

    @Tag('long')
    def "an app, a migration or the beginning of its name can be named, to go up and to go down"() {
        expect:
        target.act(django(upTo: 'shop')).effects()*.call()*.argv()*.drop(2)*.join(' ') == ['migrate --noinput --no-color shop']
        applied() == ['shop.0001_initial', 'shop.0002_points']
        django(upTo: 'shop.0001_initial').plan(target).empty

        when:
        target.act(django(downTo: 'shop zero'))

        then:
        applied() == []

        when:
        django(upTo: 'shop 000').plan(target)

        then:
        Problem problem = thrown()
        problem.what() == "django has no one migration 'shop 000'"
    }

    @Tag('long')
    def "going down takes what depends on it along, and shows it"() {
        given:
        target.act(django())

        when:
        Plan plan = target.act(django(downTo: 'shop 0001'))

        then:
        plan.effects()[0].show().takeRight(3) == ['  takes back, in this order:', '    audit.0001_log', '    shop.0002_points']
        applied() == ['shop.0001_initial']
    }

    @Tag('long')
    def "what somebody else put on top since is not taken back with it"() {
        given:
        target.act(django(upTo: 'shop'))
        new LiveTarget(target.server, target.name, 'r2', target.home).act(django())

        when:
        target.back(django())

        then:
        Problem problem = thrown()
        problem.what() == 'migration audit.0001_log stands on shop.0002_points, which is to be taken back'
        applied().size() == 3
    }

    def "a migration that nobody wrote is noticed before anything is applied"() {
        given:
        file('shop/models.py', 'from django.db import models\n\n\nclass Order(models.Model):\n    pass\n')

        when:
        django(checked: true).plan(target)

        then:
        Problem problem = thrown()
        problem.exitCode() == ExitCode.UNDECIDED
        problem.what() == "django's models and migrations differ: exit status 1"
        problem.why().contains('Create model Order')
        target.value("select to_regclass('django_migrations') is null") == true
    }

    @Tag('long')
    def "Django that works on another database is noticed"() {
        given:
        target.act(django(upTo: 'shop 0001'))
        LiveTarget other = new LiveTarget(target.server)

        when:
        django(url: "postgresql://postgres:live%20specs%20only@127.0.0.1:${target.server.port}/${other.name}").plan(target)

        then:
        Problem problem = thrown()
        problem.what().startsWith('django says that 0 migrations are applied')

        cleanup:
        other.close()
    }

    @Tag('long')
    def "a migration that fails keeps those before it"() {
        given:
        migration('shop', '0002_points', "('shop', '0001_initial')", 'select 1/0')

        when:
        target.act(django())

        then:
        EffectFailure failure = thrown()
        failure.problem().what() == 'django ended with exit status 1, and its history public.django_migrations shows 1 of 3 that were planned'
        failure.problem().why().contains('division by zero')
        django().plan(target).effects()[0].stages()*.id() == ['shop.0002_points', 'audit.0001_log']
    }

    @Tag('long')
    def "a squashed migration is one, whatever it replaces, and nothing would prove that it was taken back"() {
        given:
        file('shop/migrations/0001_squashed_0002_points.py', """\
            from django.db import migrations


            class Migration(migrations.Migration):
                replaces = [('shop', '0001_initial'), ('shop', '0002_points')]
                operations = [migrations.RunSQL('create table s (a int)', 'drop table s')]
            """)

        when:
        target.act(django(upTo: 'shop'))

        then:
        applied() as Set == ['shop.0001_initial', 'shop.0002_points', 'shop.0001_squashed_0002_points'] as Set
        django(upTo: 'shop').plan(target).empty

        when:
        target.back(django())

        then:
        Problem problem = thrown()
        problem.what() == 'the squashed migration shop.0001_squashed_0002_points can\'t be taken back here'
        problem.remedy().endsWith('cd site && /usr/bin/python3 manage.py migrate --noinput --no-color shop zero')
    }
}
