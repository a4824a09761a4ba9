"""The register: persons, appointments, the filings that report them, and what hangs on them."""

from filings.models.appointment import Appointment
from filings.models.attachment import Attachment
from filings.models.disqualification import Disqualification
from filings.models.duty_report import DutyReport
from filings.models.filing import CQO_FACTS, DECLARED, Filing
from filings.models.forwarding import ForwardingBatch, NumberCounter
from filings.models.interpretation import Exemption, Interpretation
from filings.models.person import Person
from filings.models.query import Query
from filings.models.receipt import ReceiptCheck
from filings.models.replacement import Replacement
from filings.models.review import FilingSnapshot, ReturnItem

__all__ = [
    "CQO_FACTS",
    "DECLARED",
    "Appointment",
    "Attachment",
    "Disqualification",
    "DutyReport",
    "Exemption",
    "Filing",
    "FilingSnapshot",
    "ForwardingBatch",
    "Interpretation",
    "NumberCounter",
    "Person",
    "Query",
    "ReceiptCheck",
    "Replacement",
    "ReturnItem",
]
