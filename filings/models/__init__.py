"""The register: persons, appointments, the filings that report them, and what hangs on them."""

from filings.models.appointment import Appointment
from filings.models.attachment import Attachment
from filings.models.disqualification import Disqualification
from filings.models.filing import CQO_FACTS, DECLARED, Filing
from filings.models.forwarding import ForwardingBatch, NumberCounter
from filings.models.person import Person
from filings.models.review import FilingSnapshot, ReturnItem

__all__ = [
    "CQO_FACTS",
    "DECLARED",
    "Appointment",
    "Attachment",
    "Disqualification",
    "Filing",
    "FilingSnapshot",
    "ForwardingBatch",
    "NumberCounter",
    "Person",
    "ReturnItem",
]
