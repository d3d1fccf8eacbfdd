"""Tables of approvals, and the office's policy as the database enforces it.

Approvals are only ever added to; the policy is changed by the database's owner alone.
"""

from __future__ import annotations

from sqlalchemy.orm import Mapped, mapped_column

from distrib.core.release.approval import Policy
from distrib.db.schema.base import Base
from distrib.db.types import EnumText, Key, Line, When, points_to


class ApprovalRow(Base):
    """That somebody approved one version of a release, with the hash of everything it binds."""

    __tablename__ = "approvals"

    id: Mapped[Key]
    release_id: Mapped[int] = points_to("releases.id")
    version: Mapped[int]
    """Number of the version within the release."""
    version_hash: Mapped[Line]
    approved_by: Mapped[Line]
    """On PostgreSQL the login that wrote the row, whatever the program says."""
    approved_at: Mapped[When]
    policy: Mapped[Policy] = mapped_column(EnumText(Policy))


class ApprovalPolicyRow(Base):
    """One row."""

    __tablename__ = "approval_policy"

    id: Mapped[Key]
    policy: Mapped[Policy] = mapped_column(EnumText(Policy))
