"""Every table, so that the metadata is complete whoever imports it. No other room sees these classes."""

from distrib.db.schema.availability import DutyHoursRow, LeaveRow
from distrib.db.schema.base import Base
from distrib.db.schema.deliveries import (
    AttemptRow,
    DeliveryRow,
    DispatchRow,
    DomainHoldRow,
    LeftOutRow,
    ReturnEventRow,
    WorkerRow,
    found,
    stands,
)
from distrib.db.schema.office import AuditEventRow, OrganisationRow, SenderRow
from distrib.db.schema.pacing import PaceRow, RouteRow
from distrib.db.schema.people import (
    ConsentEventRow,
    JournalistAddressRow,
    JournalistBeatRow,
    JournalistLanguageRow,
    JournalistRow,
    OfficeRow,
    OutletRow,
    SpokespersonDetailRow,
    SpokespersonPhoneRow,
    SpokespersonRow,
    SuppressionRow,
)
from distrib.db.schema.releases import EditionContactRow, EditionRow, ReleaseRow, ReleaseVersionRow

__all__ = [
    "AttemptRow",
    "AuditEventRow",
    "Base",
    "ConsentEventRow",
    "DeliveryRow",
    "DispatchRow",
    "DomainHoldRow",
    "DutyHoursRow",
    "EditionContactRow",
    "EditionRow",
    "JournalistAddressRow",
    "JournalistBeatRow",
    "JournalistLanguageRow",
    "JournalistRow",
    "LeaveRow",
    "LeftOutRow",
    "OfficeRow",
    "OrganisationRow",
    "OutletRow",
    "PaceRow",
    "ReleaseRow",
    "ReleaseVersionRow",
    "ReturnEventRow",
    "RouteRow",
    "SenderRow",
    "SpokespersonDetailRow",
    "SpokespersonPhoneRow",
    "SpokespersonRow",
    "SuppressionRow",
    "WorkerRow",
    "found",
    "stands",
]
