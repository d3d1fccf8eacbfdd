"""The first schema: office, people, spokespeople, releases and the ledger."""

from __future__ import annotations

from alembic import op
from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    Date,
    ForeignKeyConstraint,
    Integer,
    LargeBinary,
    PrimaryKeyConstraint,
    Text,
    UniqueConstraint,
)

from distrib.db.types import Instant

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Forward only: a press office restores its backup, it never migrates backwards."""
    _office()
    _people()
    _spokespeople()
    _releases()
    _deliveries()


def _office() -> None:
    op.create_table(
        "organisations",
        Column("id", Integer, nullable=False),
        Column("name", Text, nullable=False),
        Column("suppression_key", LargeBinary, nullable=False),
        Column("created_at", Instant, nullable=False),
        PrimaryKeyConstraint("id", name="pk_organisations"),
    )
    op.create_table(
        "senders",
        Column("id", Integer, nullable=False),
        Column("organisation_id", Integer, nullable=False),
        Column("organisation", Text, nullable=False),
        Column("name", Text, nullable=False),
        Column("address", Text, nullable=False),
        Column("reply_to", Text),
        Column("return_address", Text, nullable=False),
        Column("opt_out_address", Text, nullable=False),
        Column("postal_address", Text),
        Column("created_at", Instant, nullable=False),
        ForeignKeyConstraint(
            ["organisation_id"], ["organisations.id"], name="fk_senders_organisation_id", ondelete="RESTRICT"
        ),
        PrimaryKeyConstraint("id", name="pk_senders"),
    )
    op.create_index("ix_senders_organisation_id", "senders", ["organisation_id"], unique=False)
    op.create_table(
        "audit_events",
        Column("id", Integer, nullable=False),
        Column("at", Instant, nullable=False),
        Column("actor", Text, nullable=False),
        Column("action", Text, nullable=False),
        Column("subject", Text, nullable=False),
        Column("content_hash", Text),
        Column("detail", JSON, nullable=False),
        PrimaryKeyConstraint("id", name="pk_audit_events"),
    )
    op.create_index("ix_audit_events_subject", "audit_events", ["subject"], unique=False)


def _people() -> None:
    op.create_table(
        "outlets",
        Column("id", Integer, nullable=False),
        Column("name", Text, nullable=False),
        Column("name_key", Text, nullable=False),
        PrimaryKeyConstraint("id", name="pk_outlets"),
        UniqueConstraint("name_key", name="uq_outlets_name_key"),
    )
    op.create_table(
        "journalists",
        Column("id", Integer, nullable=False),
        Column("name", Text, nullable=False),
        Column("role", Text),
        Column("outlet_id", Integer),
        Column("country", Text),
        Column("status", Text, nullable=False),
        Column("search_text", Text, nullable=False),
        Column("created_at", Instant, nullable=False),
        Column("updated_at", Instant, nullable=False),
        ForeignKeyConstraint(["outlet_id"], ["outlets.id"], name="fk_journalists_outlet_id", ondelete="RESTRICT"),
        PrimaryKeyConstraint("id", name="pk_journalists"),
    )
    op.create_index("ix_journalists_country", "journalists", ["country"], unique=False)
    op.create_index("ix_journalists_outlet_id", "journalists", ["outlet_id"], unique=False)
    op.create_index("ix_journalists_status", "journalists", ["status"], unique=False)
    op.create_table(
        "journalist_addresses",
        Column("id", Integer, nullable=False),
        Column("journalist_id", Integer, nullable=False),
        Column("email", Text, nullable=False),
        Column("address_key", Text, nullable=False),
        Column("is_primary", Boolean, nullable=False),
        ForeignKeyConstraint(
            ["journalist_id"], ["journalists.id"], name="fk_journalist_addresses_journalist_id", ondelete="RESTRICT"
        ),
        PrimaryKeyConstraint("id", name="pk_journalist_addresses"),
        UniqueConstraint("address_key", name="uq_journalist_addresses_address_key"),
    )
    op.create_index("ix_journalist_addresses_journalist_id", "journalist_addresses", ["journalist_id"], unique=False)
    op.create_table(
        "journalist_languages",
        Column("journalist_id", Integer, nullable=False),
        Column("position", Integer, nullable=False),
        Column("language", Text, nullable=False),
        ForeignKeyConstraint(
            ["journalist_id"], ["journalists.id"], name="fk_journalist_languages_journalist_id", ondelete="RESTRICT"
        ),
        PrimaryKeyConstraint("journalist_id", "position", name="pk_journalist_languages"),
    )
    op.create_index("ix_journalist_languages_language", "journalist_languages", ["language"], unique=False)
    op.create_table(
        "journalist_beats",
        Column("journalist_id", Integer, nullable=False),
        Column("position", Integer, nullable=False),
        Column("beat", Text, nullable=False),
        Column("beat_key", Text, nullable=False),
        ForeignKeyConstraint(
            ["journalist_id"], ["journalists.id"], name="fk_journalist_beats_journalist_id", ondelete="RESTRICT"
        ),
        PrimaryKeyConstraint("journalist_id", "position", name="pk_journalist_beats"),
    )
    op.create_index("ix_journalist_beats_beat_key", "journalist_beats", ["beat_key"], unique=False)
    op.create_table(
        "consent_events",
        Column("id", Integer, nullable=False),
        Column("journalist_id", Integer, nullable=False),
        Column("kind", Text, nullable=False),
        Column("basis", Text),
        Column("source", Text, nullable=False),
        Column("evidence", Text),
        Column("at", Instant, nullable=False),
        ForeignKeyConstraint(
            ["journalist_id"], ["journalists.id"], name="fk_consent_events_journalist_id", ondelete="RESTRICT"
        ),
        PrimaryKeyConstraint("id", name="pk_consent_events"),
    )
    op.create_index("ix_consent_events_journalist_id", "consent_events", ["journalist_id"], unique=False)
    op.create_table(
        "suppressions",
        Column("id", Integer, nullable=False),
        Column("address_hash", Text, nullable=False),
        Column("reason", Text, nullable=False),
        Column("at", Instant, nullable=False),
        PrimaryKeyConstraint("id", name="pk_suppressions"),
        UniqueConstraint("address_hash", name="uq_suppressions_address_hash"),
    )


def _spokespeople() -> None:
    op.create_table(
        "offices",
        Column("id", Integer, nullable=False),
        Column("name", Text, nullable=False),
        Column("name_key", Text, nullable=False),
        Column("country", Text),
        Column("city", Text),
        Column("zone", Text),
        PrimaryKeyConstraint("id", name="pk_offices"),
        UniqueConstraint("name_key", name="uq_offices_name_key"),
    )
    op.create_table(
        "spokespeople",
        Column("id", Integer, nullable=False),
        Column("name", Text, nullable=False),
        Column("name_key", Text, nullable=False),
        Column("title", Text),
        Column("office_id", Integer),
        Column("created_at", Instant, nullable=False),
        Column("updated_at", Instant, nullable=False),
        Column("retired_at", Instant),
        ForeignKeyConstraint(["office_id"], ["offices.id"], name="fk_spokespeople_office_id", ondelete="RESTRICT"),
        PrimaryKeyConstraint("id", name="pk_spokespeople"),
    )
    op.create_index("ix_spokespeople_name_key", "spokespeople", ["name_key"], unique=False)
    op.create_index("ix_spokespeople_office_id", "spokespeople", ["office_id"], unique=False)
    op.create_table(
        "spokesperson_phones",
        Column("spokesperson_id", Integer, nullable=False),
        Column("position", Integer, nullable=False),
        Column("number", Text, nullable=False),
        Column("use", Text, nullable=False),
        Column("is_public", Boolean, nullable=False),
        ForeignKeyConstraint(
            ["spokesperson_id"], ["spokespeople.id"], name="fk_spokesperson_phones_spokesperson_id", ondelete="RESTRICT"
        ),
        PrimaryKeyConstraint("spokesperson_id", "position", name="pk_spokesperson_phones"),
    )
    op.create_index("ix_spokesperson_phones_number", "spokesperson_phones", ["number"], unique=False)
    op.create_table(
        "spokesperson_details",
        Column("spokesperson_id", Integer, nullable=False),
        Column("kind", Text, nullable=False),
        Column("position", Integer, nullable=False),
        Column("value", Text, nullable=False),
        Column("value_key", Text, nullable=False),
        ForeignKeyConstraint(
            ["spokesperson_id"],
            ["spokespeople.id"],
            name="fk_spokesperson_details_spokesperson_id",
            ondelete="RESTRICT",
        ),
        PrimaryKeyConstraint("spokesperson_id", "kind", "position", name="pk_spokesperson_details"),
    )
    op.create_index("ix_spokesperson_details_value_key", "spokesperson_details", ["value_key"], unique=False)


def _releases() -> None:
    op.create_table(
        "releases",
        Column("id", Integer, nullable=False),
        Column("reference", Text, nullable=False),
        Column("state", Text, nullable=False),
        Column("approved_hash", Text),
        Column("created_at", Instant, nullable=False),
        Column("updated_at", Instant, nullable=False),
        PrimaryKeyConstraint("id", name="pk_releases"),
        UniqueConstraint("reference", name="uq_releases_reference"),
    )
    op.create_table(
        "release_versions",
        Column("id", Integer, nullable=False),
        Column("release_id", Integer, nullable=False),
        Column("number", Integer, nullable=False),
        Column("created_by", Text, nullable=False),
        Column("created_at", Instant, nullable=False),
        ForeignKeyConstraint(
            ["release_id"], ["releases.id"], name="fk_release_versions_release_id", ondelete="RESTRICT"
        ),
        PrimaryKeyConstraint("id", name="pk_release_versions"),
        UniqueConstraint("release_id", "number", name="uq_release_versions_release_id_number"),
    )
    op.create_index("ix_release_versions_release_id", "release_versions", ["release_id"], unique=False)
    op.create_table(
        "editions",
        Column("id", Integer, nullable=False),
        Column("version_id", Integer, nullable=False),
        Column("position", Integer, nullable=False),
        Column("language", Text, nullable=False),
        Column("headline", Text, nullable=False),
        Column("subheadline", Text),
        Column("dateline_place", Text),
        Column("dateline_date_text", Text),
        Column("dateline_date", Date),
        Column("embargo", Text),
        Column("markers", JSON, nullable=False),
        Column("release_line", Text),
        Column("body", Text, nullable=False),
        Column("boilerplate", Text),
        Column("content_hash", Text, nullable=False),
        ForeignKeyConstraint(
            ["version_id"], ["release_versions.id"], name="fk_editions_version_id", ondelete="RESTRICT"
        ),
        PrimaryKeyConstraint("id", name="pk_editions"),
        UniqueConstraint("version_id", "language", name="uq_editions_version_id_language"),
    )
    op.create_index("ix_editions_version_id", "editions", ["version_id"], unique=False)
    op.create_table(
        "edition_contacts",
        Column("id", Integer, nullable=False),
        Column("edition_id", Integer, nullable=False),
        Column("spokesperson_id", Integer),
        Column("position", Integer, nullable=False),
        Column("name", Text),
        Column("role", Text),
        Column("office", Text),
        Column("phones", JSON, nullable=False),
        Column("phones_as_written", JSON, nullable=False),
        Column("emails", JSON, nullable=False),
        ForeignKeyConstraint(
            ["edition_id"], ["editions.id"], name="fk_edition_contacts_edition_id", ondelete="RESTRICT"
        ),
        ForeignKeyConstraint(
            ["spokesperson_id"], ["spokespeople.id"], name="fk_edition_contacts_spokesperson_id", ondelete="RESTRICT"
        ),
        PrimaryKeyConstraint("id", name="pk_edition_contacts"),
    )
    op.create_index("ix_edition_contacts_edition_id", "edition_contacts", ["edition_id"], unique=False)
    op.create_index("ix_edition_contacts_spokesperson_id", "edition_contacts", ["spokesperson_id"], unique=False)


def _deliveries() -> None:
    op.create_table(
        "dispatches",
        Column("id", Integer, nullable=False),
        Column("release_id", Integer, nullable=False),
        Column("version_id", Integer, nullable=False),
        Column("version_hash", Text, nullable=False),
        Column("sender_id", Integer, nullable=False),
        Column("query", Text, nullable=False),
        Column("audience_size", Integer, nullable=False),
        Column("created_by", Text, nullable=False),
        Column("created_at", Instant, nullable=False),
        ForeignKeyConstraint(["release_id"], ["releases.id"], name="fk_dispatches_release_id", ondelete="RESTRICT"),
        ForeignKeyConstraint(["sender_id"], ["senders.id"], name="fk_dispatches_sender_id", ondelete="RESTRICT"),
        ForeignKeyConstraint(
            ["version_id"], ["release_versions.id"], name="fk_dispatches_version_id", ondelete="RESTRICT"
        ),
        PrimaryKeyConstraint("id", name="pk_dispatches"),
    )
    op.create_index("ix_dispatches_release_id", "dispatches", ["release_id"], unique=False)
    op.create_index("ix_dispatches_sender_id", "dispatches", ["sender_id"], unique=False)
    op.create_index("ix_dispatches_version_id", "dispatches", ["version_id"], unique=False)
    op.create_table(
        "deliveries",
        Column("id", Integer, nullable=False),
        Column("dispatch_id", Integer, nullable=False),
        Column("journalist_id", Integer),
        Column("edition_id", Integer, nullable=False),
        Column("email", Text, nullable=False),
        Column("address_key", Text, nullable=False),
        Column("name", Text, nullable=False),
        Column("is_fallback", Boolean, nullable=False),
        Column("message_id", Text, nullable=False),
        Column("token", Text, nullable=False),
        Column("state", Text, nullable=False),
        Column("attempts", Integer, nullable=False),
        Column("due_at", Instant, nullable=False),
        Column("claim_token", Text),
        Column("worker_id", Text),
        Column("lease_until", Instant),
        Column("sha256", Text),
        Column("code", Integer),
        Column("enhanced", Text),
        Column("reply", Text),
        Column("changed_at", Instant, nullable=False),
        ForeignKeyConstraint(["dispatch_id"], ["dispatches.id"], name="fk_deliveries_dispatch_id", ondelete="RESTRICT"),
        ForeignKeyConstraint(["edition_id"], ["editions.id"], name="fk_deliveries_edition_id", ondelete="RESTRICT"),
        ForeignKeyConstraint(
            ["journalist_id"], ["journalists.id"], name="fk_deliveries_journalist_id", ondelete="RESTRICT"
        ),
        PrimaryKeyConstraint("id", name="pk_deliveries"),
        UniqueConstraint("dispatch_id", "address_key", name="uq_deliveries_dispatch_id_address_key"),
        UniqueConstraint("token", name="uq_deliveries_token"),
    )
    op.create_index("ix_deliveries_address_key", "deliveries", ["address_key"], unique=False)
    op.create_index("ix_deliveries_dispatch_id_state", "deliveries", ["dispatch_id", "state"], unique=False)
    op.create_index("ix_deliveries_journalist_id", "deliveries", ["journalist_id"], unique=False)
    op.create_index("ix_deliveries_state_due_at", "deliveries", ["state", "due_at"], unique=False)
    op.create_table(
        "attempts",
        Column("id", Integer, nullable=False),
        Column("delivery_id", Integer, nullable=False),
        Column("number", Integer, nullable=False),
        Column("stage", Text, nullable=False),
        Column("verdict", Text, nullable=False),
        Column("scope", Text, nullable=False),
        Column("code", Integer),
        Column("enhanced", Text),
        Column("reply", Text),
        Column("fault", Text),
        Column("claim_token", Text, nullable=False),
        Column("ended_at", Instant, nullable=False),
        ForeignKeyConstraint(["delivery_id"], ["deliveries.id"], name="fk_attempts_delivery_id", ondelete="RESTRICT"),
        PrimaryKeyConstraint("id", name="pk_attempts"),
        UniqueConstraint("delivery_id", "number", name="uq_attempts_delivery_id_number"),
    )
    op.create_index("ix_attempts_delivery_id", "attempts", ["delivery_id"], unique=False)
    op.create_table(
        "left_out",
        Column("id", Integer, nullable=False),
        Column("dispatch_id", Integer, nullable=False),
        Column("journalist_id", Integer),
        Column("name", Text, nullable=False),
        Column("email", Text, nullable=False),
        Column("reason", Text, nullable=False),
        Column("explanation", Text, nullable=False),
        ForeignKeyConstraint(["dispatch_id"], ["dispatches.id"], name="fk_left_out_dispatch_id", ondelete="RESTRICT"),
        ForeignKeyConstraint(
            ["journalist_id"], ["journalists.id"], name="fk_left_out_journalist_id", ondelete="RESTRICT"
        ),
        PrimaryKeyConstraint("id", name="pk_left_out"),
    )
    op.create_index("ix_left_out_dispatch_id", "left_out", ["dispatch_id"], unique=False)
    op.create_index("ix_left_out_journalist_id", "left_out", ["journalist_id"], unique=False)
    op.create_table(
        "workers",
        Column("id", Text, nullable=False),
        Column("host", Text, nullable=False),
        Column("pid", Integer, nullable=False),
        Column("lock_file", Text, nullable=False),
        Column("started_at", Instant, nullable=False),
        PrimaryKeyConstraint("id", name="pk_workers"),
    )
