"""Interests"""
import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0004"
down_revision = "0003"


def upgrade():
    op.add_column("persons", sa.Column("interests", JSONB, nullable=False, server_default="{}"), schema="capsim")


def downgrade():
    op.drop_column("persons", "interests", schema="capsim")
