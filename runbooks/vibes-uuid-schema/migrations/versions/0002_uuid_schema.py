"""UUIDs as keys; the numbers stay beside them until nobody needs them"""
from alembic import op

revision = "0002"
down_revision = "0001"

OWNERS = ("users", "journals", "tags")
REFERENCES = (
    ("journals", "user_id", "users"),
    ("journal_tags", "journal_id", "journals"),
    ("journal_tags", "tag_id", "tags"),
)


def upgrade():
    for table in OWNERS:
        op.execute(f"ALTER TABLE {table} ADD COLUMN new_id uuid NOT NULL DEFAULT gen_random_uuid()")
    for table, column, owner in REFERENCES:
        op.execute(f"ALTER TABLE {table} DROP CONSTRAINT {table}_{column}_fkey")
        op.execute(f"ALTER TABLE {table} ADD COLUMN new_{column} uuid")
        op.execute(f"UPDATE {table} t SET new_{column} = o.new_id FROM {owner} o WHERE o.id = t.{column}")
        op.execute(f"ALTER TABLE {table} ALTER COLUMN new_{column} SET NOT NULL, DROP COLUMN {column}")
        op.execute(f"ALTER TABLE {table} RENAME COLUMN new_{column} TO {column}")
    for table in OWNERS:
        op.execute(f"ALTER TABLE {table} DROP CONSTRAINT {table}_pkey")
        op.execute(f"ALTER TABLE {table} RENAME COLUMN id TO legacy_id")
        op.execute(f"ALTER TABLE {table} RENAME COLUMN new_id TO id")
        op.execute(f"ALTER TABLE {table} ADD CONSTRAINT {table}_pkey PRIMARY KEY (id)")
    keys_back()


def downgrade():
    for table in OWNERS:
        op.execute(f"ALTER TABLE {table} RENAME COLUMN id TO gone_id")
        op.execute(f"ALTER TABLE {table} RENAME COLUMN legacy_id TO id")
    for table, column, owner in REFERENCES:
        op.execute(f"ALTER TABLE {table} DROP CONSTRAINT {table}_{column}_fkey")
        op.execute(f"ALTER TABLE {table} RENAME COLUMN {column} TO gone_{column}")
        op.execute(f"ALTER TABLE {table} ADD COLUMN {column} integer")
        op.execute(f"UPDATE {table} t SET {column} = o.id FROM {owner} o WHERE o.gone_id = t.gone_{column}")
        op.execute(f"ALTER TABLE {table} ALTER COLUMN {column} SET NOT NULL, DROP COLUMN gone_{column}")
    for table in OWNERS:
        op.execute(f"ALTER TABLE {table} DROP COLUMN gone_id CASCADE")
        op.execute(f"ALTER TABLE {table} ADD CONSTRAINT {table}_pkey PRIMARY KEY (id)")
    keys_back()


def keys_back():
    for table, column, owner in REFERENCES:
        op.execute(
            f"ALTER TABLE {table} ADD CONSTRAINT {table}_{column}_fkey"
            f" FOREIGN KEY ({column}) REFERENCES {owner} (id) ON DELETE CASCADE"
        )
    op.execute("CREATE INDEX journals_user_id_idx ON journals (user_id)")
    op.execute("ALTER TABLE journal_tags ADD CONSTRAINT journal_tags_pkey PRIMARY KEY (journal_id, tag_id)")
    op.execute("ANALYZE users, journals, tags, journal_tags")
