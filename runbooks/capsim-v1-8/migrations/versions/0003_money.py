"""Money"""
import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade():
    op.add_column("persons", sa.Column("financial_capability", sa.Numeric, nullable=False, server_default="3"), schema="capsim")


def downgrade():
    op.drop_column("persons", "financial_capability", schema="capsim")
