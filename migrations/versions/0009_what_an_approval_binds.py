"""What an approval binds beside the text: embargo, audience, files, and what a release is to an earlier one.

Only columns without a value or with a constant one: both databases add them in place.
"""

from __future__ import annotations

from alembic import op
from sqlalchemy import Column, ForeignKeyConstraint, Integer, LargeBinary, PrimaryKeyConstraint, Text

from distrib.db.types import Instant

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    """A file's bytes are kept once, by their hash."""
    op.add_column("releases", Column("kind", Text, nullable=False, server_default="release"))
    op.add_column("releases", Column("about", Text))
    op.create_index("ix_releases_about", "releases", ["about"], unique=False)
    op.add_column("release_versions", Column("embargo_until", Instant))
    for name in ("embargo_zone", "audience", "comment"):
        op.add_column("release_versions", Column(name, Text))
    for name in ("notes", "translation_of"):
        op.add_column("editions", Column(name, Text))
    op.create_table(
        "blobs",
        Column("sha256", Text, nullable=False),
        Column("data", LargeBinary, nullable=False),
        PrimaryKeyConstraint("sha256", name="pk_blobs"),
    )
    op.create_table(
        "attachments",
        Column("id", Integer, nullable=False),
        Column("edition_id", Integer, nullable=False),
        Column("sha256", Text, nullable=False),
        Column("position", Integer, nullable=False),
        Column("name", Text, nullable=False),
        Column("media_type", Text, nullable=False),
        Column("size", Integer, nullable=False),
        Column("alt", Text),
        Column("content_id", Text),
        ForeignKeyConstraint(["edition_id"], ["editions.id"], name="fk_attachments_edition_id", ondelete="RESTRICT"),
        ForeignKeyConstraint(["sha256"], ["blobs.sha256"], name="fk_attachments_sha256", ondelete="RESTRICT"),
        PrimaryKeyConstraint("id", name="pk_attachments"),
    )
    op.create_index("ix_attachments_edition_id", "attachments", ["edition_id"], unique=False)
    op.create_index("ix_attachments_sha256", "attachments", ["sha256"], unique=False)
