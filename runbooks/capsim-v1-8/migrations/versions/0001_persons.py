"""Persons"""
import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade():
    op.execute("CREATE SCHEMA IF NOT EXISTS capsim")
    op.create_table(
        "persons",
        sa.Column("id", sa.BigInteger, primary_key=True),
        sa.Column("profession", sa.Text, nullable=False),
        schema="capsim",
    )


def downgrade():
    op.drop_table("persons", schema="capsim")
