package dev.handrail.migrate.tool

import java.nio.file.Files
import java.nio.file.Path

/** A real project of alembic's, in a folder; its database is what DATABASE_URL says. */
class AlembicProject {
    static boolean isAvailable() {
        new File('/usr/bin/alembic').canExecute()
    }

    final Path folder

    /** @param options of alembic's context.configure, e.g. {@code transaction_per_migration=True} */
    AlembicProject(Path folder, String options = '') {
        this.folder = folder
        Files.createDirectories(folder.resolve('m/versions'))
        folder.resolve('alembic.ini').toFile().text = '[alembic]\nscript_location = m\n'
        folder.resolve('m/env.py').toFile().text = """\
            import os
            from alembic import context
            from sqlalchemy import create_engine

            with create_engine(os.environ['DATABASE_URL']).connect() as connection:
                context.configure(connection=connection, $options)
                with context.begin_transaction():
                    context.run_migrations()
            """.stripIndent()
    }

    /** @param after what it follows: nothing, one, or several */
    AlembicProject revision(String id, List<String> after, String up, String down = 'pass', String message = "makes $id", String needs = 'None') {
        String parents = after.empty ? 'None' : '(' + after.collect { "'$it'," }.join('') + ')'
        folder.resolve("m/versions/${id}.py").toFile().text = """\
            \"\"\"$message\"\"\"
            import os, sys, time
            from alembic import op

            revision = '$id'
            down_revision = $parents
            depends_on = $needs

            def upgrade():
                $up

            def downgrade():
                $down
            """.stripIndent()
        this
    }

    /** A revision that makes a table of its own name, and drops it on the way back. */
    AlembicProject table(String id, List<String> after = [], String needs = 'None') {
        revision(id, after, "op.execute('create table t_$id (a int)')", "op.execute('drop table t_$id')", "makes $id", needs)
    }
}
