"""The roster: what is known of outlets, tags, notes, imports that can be undone, saved audiences, an index of words.

Columns have defaults or are empty, so that SQLite adds them in place. Search texts get a sixth field, the tags.
"""

from __future__ import annotations

from alembic import op
from sqlalchemy import JSON, Column, ForeignKeyConstraint, Integer, PrimaryKeyConstraint, Text, UniqueConstraint, text

from distrib.db.types import Instant

revision = "0008"
down_revision = "0007"

_WORDS = "array_to_tsvector(string_to_array(ltrim(search_text), ' '))"
_FTS5 = (
    """
    CREATE VIRTUAL TABLE journalist_words
    USING fts5(search_text, content='journalists', content_rowid='id', tokenize="ascii tokenchars '|'")
    """,
    "INSERT INTO journalist_words(journalist_words) VALUES ('rebuild')",
)
"""Texts come folded and with their words apart; the `ascii` tokenizer leaves every other script as it is."""


def upgrade() -> None:
    """Tables first, then the index over what is there."""
    for name in ("kind", "country", "site"):
        op.add_column("outlets", Column(name, Text))
    op.add_column("outlets", Column("revision", Integer, nullable=False, server_default=text("1")))
    op.add_column("journalists", Column("zone", Text))
    op.add_column("journalists", Column("sort_key", Text, nullable=False, server_default=text("''")))
    op.add_column("journalists", Column("revision", Integer, nullable=False, server_default=text("1")))
    op.execute("UPDATE journalists SET search_text = search_text || ' |', sort_key = substr(search_text, 1, 60)")
    op.create_index("ix_journalists_sort_key_id", "journalists", ["sort_key", "id"])
    op.create_index("ix_journalists_created_at", "journalists", ["created_at"])
    _tags_and_notes()
    _imports()
    _saved_audiences()
    if op.get_bind().dialect.name == "sqlite":
        for statement in _FTS5:
            op.execute(statement)
    else:
        op.create_index("ix_journalists_words", "journalists", [text(_WORDS)], postgresql_using="gin")


def _tags_and_notes() -> None:
    op.create_table(
        "journalist_tags",
        Column("journalist_id", Integer, nullable=False),
        Column("position", Integer, nullable=False),
        Column("tag", Text, nullable=False),
        Column("tag_key", Text, nullable=False),
        _to_journalists("journalist_tags"),
        PrimaryKeyConstraint("journalist_id", "position", name="pk_journalist_tags"),
    )
    op.create_index("ix_journalist_tags_tag_key", "journalist_tags", ["tag_key"])
    op.create_table(
        "journalist_notes",
        Column("id", Integer, nullable=False),
        Column("journalist_id", Integer, nullable=False),
        Column("at", Instant, nullable=False),
        Column("author", Text, nullable=False),
        Column("body", Text, nullable=False),
        _to_journalists("journalist_notes"),
        PrimaryKeyConstraint("id", name="pk_journalist_notes"),
    )
    op.create_index("ix_journalist_notes_journalist_id", "journalist_notes", ["journalist_id"])


def _imports() -> None:
    op.create_table(
        "imports",
        Column("id", Integer, nullable=False),
        Column("source", Text, nullable=False),
        Column("at", Instant, nullable=False),
        Column("actor", Text, nullable=False),
        Column("added", Integer, nullable=False),
        Column("updated", Integer, nullable=False),
        Column("undone_at", Instant),
        PrimaryKeyConstraint("id", name="pk_imports"),
    )
    op.create_table(
        "import_changes",
        Column("id", Integer, nullable=False),
        Column("import_id", Integer, nullable=False),
        Column("subject", Text, nullable=False),
        Column("subject_id", Integer, nullable=False),
        Column("line", Integer, nullable=False),
        Column("before", JSON(none_as_null=True)),
        Column("revision", Integer, nullable=False),
        ForeignKeyConstraint(["import_id"], ["imports.id"], name="fk_import_changes_import_id", ondelete="RESTRICT"),
        PrimaryKeyConstraint("id", name="pk_import_changes"),
    )
    op.create_index("ix_import_changes_import_id", "import_changes", ["import_id"])
    op.create_index("ix_import_changes_subject_subject_id", "import_changes", ["subject", "subject_id"])


def _saved_audiences() -> None:
    op.create_table(
        "saved_audiences",
        Column("id", Integer, nullable=False),
        Column("name", Text, nullable=False),
        Column("name_key", Text, nullable=False),
        Column("query", Text, nullable=False),
        Column("saved_by", Text, nullable=False),
        Column("saved_at", Instant, nullable=False),
        PrimaryKeyConstraint("id", name="pk_saved_audiences"),
        UniqueConstraint("name_key", name="uq_saved_audiences_name_key"),
    )


def _to_journalists(table: str) -> ForeignKeyConstraint:
    return ForeignKeyConstraint(
        ["journalist_id"], ["journalists.id"], name=f"fk_{table}_journalist_id", ondelete="RESTRICT"
    )
