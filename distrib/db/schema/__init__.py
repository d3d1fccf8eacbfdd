"""Every table, so that the metadata is complete whoever imports it. No other room sees these classes."""

from distrib.db.schema.base import Base
from distrib.db.schema.deliveries import AttemptRow, DeliveryRow, DispatchRow, DomainHoldRow, LeftOutRow, WorkerRow
from distrib.db.schema.office import AuditEventRow, OrganisationRow, SenderRow
from distrib.db.schema.people import (
    ConsentEventRow,
    ImportChangeRow,
    ImportRow,
    JournalistAddressRow,
    JournalistBeatRow,
    JournalistLanguageRow,
    JournalistNoteRow,
    JournalistRow,
    JournalistTagRow,
    OfficeRow,
    OutletRow,
    SavedAudienceRow,
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
    "EditionContactRow",
    "EditionRow",
    "ImportChangeRow",
    "ImportRow",
    "JournalistAddressRow",
    "JournalistBeatRow",
    "JournalistLanguageRow",
    "JournalistNoteRow",
    "JournalistRow",
    "JournalistTagRow",
    "LeftOutRow",
    "OfficeRow",
    "OrganisationRow",
    "OutletRow",
    "ReleaseRow",
    "ReleaseVersionRow",
    "SavedAudienceRow",
    "SenderRow",
    "SpokespersonDetailRow",
    "SpokespersonPhoneRow",
    "SpokespersonRow",
    "SuppressionRow",
    "WorkerRow",
]
