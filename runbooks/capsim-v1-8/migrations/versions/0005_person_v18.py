"""Persons of v1.8: purchases of the day, the last one, trust, and what was bought"""
import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import DOUBLE_PRECISION, JSONB

revision = "0005"
down_revision = "0004"

# The GIN index on purchases is not here: built in a transaction it would keep everybody from writing.
FIELDS = {
    "purchases_today": (sa.SmallInteger, "0", "purchases_today >= 0"),
    "last_purchase": (DOUBLE_PRECISION, "0", "last_purchase >= 0"),
    "trust": (DOUBLE_PRECISION, "0.5", "trust BETWEEN 0 AND 1"),
    "purchases": (JSONB, "{}", "jsonb_typeof(purchases) = 'object'"),
}


def upgrade():
    for name, (kind, default, rule) in FIELDS.items():
        op.add_column("persons", sa.Column(name, kind, nullable=False, server_default=default), schema="capsim")
        op.create_check_constraint(f"persons_{name}_check", "persons", rule, schema="capsim")


def downgrade():
    for name in reversed(list(FIELDS)):
        op.drop_column("persons", name, schema="capsim")
