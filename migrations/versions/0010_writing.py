"""Writing: texts that are not saved yet, editions that wait, and what the office says of itself."""

from __future__ import annotations

from alembic import op
from sqlalchemy import Column, ForeignKeyConstraint, Integer, PrimaryKeyConstraint, Text, UniqueConstraint

from distrib.db.types import Instant

revision = "0010"
down_revision = "0009"


def upgrade() -> None:
    """Two tables that point at releases, one of its own."""
    op.create_table(
        "unsaved_texts",
        Column("id", Integer, nullable=False),
        Column("release_id", Integer, nullable=False),
        Column("language", Text, nullable=False),
        Column("author", Text, nullable=False),
        Column("base", Integer, nullable=False),
        Column("form", Text, nullable=False),
        Column("kept_at", Instant, nullable=False),
        ForeignKeyConstraint(["release_id"], ["releases.id"], name="fk_unsaved_texts_release_id", ondelete="RESTRICT"),
        PrimaryKeyConstraint("id", name="pk_unsaved_texts"),
        UniqueConstraint("release_id", "language", "author", name="uq_unsaved_texts_release_id_language_author"),
    )
    op.create_index("ix_unsaved_texts_release_id", "unsaved_texts", ["release_id"], unique=False)
    op.create_table(
        "edition_holds",
        Column("id", Integer, nullable=False),
        Column("release_id", Integer, nullable=False),
        Column("language", Text, nullable=False),
        Column("held_by", Text, nullable=False),
        Column("held_at", Instant, nullable=False),
        ForeignKeyConstraint(["release_id"], ["releases.id"], name="fk_edition_holds_release_id", ondelete="RESTRICT"),
        PrimaryKeyConstraint("id", name="pk_edition_holds"),
        UniqueConstraint("release_id", "language", name="uq_edition_holds_release_id_language"),
    )
    op.create_index("ix_edition_holds_release_id", "edition_holds", ["release_id"], unique=False)
    op.create_table(
        "boilerplates",
        Column("language", Text, nullable=False),
        Column("text", Text, nullable=False),
        Column("changed_by", Text, nullable=False),
        Column("changed_at", Instant, nullable=False),
        PrimaryKeyConstraint("language", name="pk_boilerplates"),
    )
