"""Energy and time budget"""
import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade():
    op.add_column("persons", sa.Column("energy_level", sa.Numeric, nullable=False, server_default="5"), schema="capsim")
    op.add_column("persons", sa.Column("time_budget", sa.Numeric, nullable=False, server_default="2.5"), schema="capsim")


def downgrade():
    op.drop_column("persons", "time_budget", schema="capsim")
    op.drop_column("persons", "energy_level", schema="capsim")
