"""Queries about approvals: who approved which version, who wrote what since, and the policy that the database keeps.

On PostgreSQL the database itself names the approver and refuses what its policy forbids (migration 0014).
"""

from __future__ import annotations

from sqlalchemy import Connection, func, insert, select, update

from distrib.core.release.approval import Approval, Policy
from distrib.db.schema import ApprovalPolicyRow, ApprovalRow, ReleaseVersionRow


def insert_approval(connection: Connection, release_id: int, approval: Approval) -> None:
    """Keep it. The newest version's, or PostgreSQL refuses it."""
    values = {
        "release_id": release_id,
        "version": approval.version,
        "version_hash": approval.version_hash,
        "approved_by": approval.by,
        "approved_at": approval.at,
        "policy": approval.policy,
    }
    connection.execute(insert(ApprovalRow).values(values))


def last(connection: Connection, release_id: int) -> Approval | None:
    """The newest approval of a release, whether or not it still holds."""
    row = ApprovalRow
    columns = (row.version, row.version_hash, row.approved_by, row.approved_at, row.policy)
    newest = select(*columns).where(row.release_id == release_id).order_by(row.id.desc()).limit(1)
    found = connection.execute(newest).first()
    return Approval(*found) if found else None


def authors_since(connection: Connection, release_id: int) -> frozenset[str]:
    """Who wrote the versions that came after the newest approved one."""
    approved = select(func.max(ApprovalRow.version)).where(ApprovalRow.release_id == release_id).scalar_subquery()
    written = select(ReleaseVersionRow.created_by).where(
        ReleaseVersionRow.release_id == release_id, ReleaseVersionRow.number > func.coalesce(approved, 0)
    )
    return frozenset(connection.scalars(written))


def policy(connection: Connection) -> Policy:
    """What the database enforces where it can; a database that says nothing is not taken to allow everything."""
    return connection.scalar(select(ApprovalPolicyRow.policy)) or Policy.FOUR_EYES


def set_policy(connection: Connection, chosen: Policy) -> None:
    """Only the owner of a database on a server may."""
    connection.execute(update(ApprovalPolicyRow).values(policy=chosen))
