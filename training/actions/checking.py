"""The public check of a certificate: answered from the register, and each check kept (Art. 16)."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from cqo_registry.core import crypto
from filings.rules.receipts import tidy_code
from training.facts.certificates import checks_left
from training.models import CertificateCheck, Enrolment


class TooOften(Exception):
    """The address has made its checks for now; nothing was answered and nothing kept."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What the public page says: the certificate unless the code is unknown, and whether it still holds."""

    code: str
    enrolment: Enrolment | None

    @property
    def state(self) -> str:
        """``valid``, ``void`` when the result was corrected, ``unknown``."""
        if self.enrolment is None:
            return "unknown"
        holds = self.enrolment.certificate_no and self.enrolment.certificate_code == self.code
        return "valid" if holds else "void"


@transaction.atomic
def check_certificate(text: str, *, address: str) -> Answer:
    """Look the code up and keep one line of it, with a keyed hash of the address. Raises ``TooOften``.

    Nobody is signed in here, so there is no ``by``: the line is the trail of a public look.
    """
    address_hash = crypto.blind_index(f"address:{address}")
    if not checks_left(address_hash, now=timezone.now()):
        raise TooOften
    code = tidy_code(text)
    known = Enrolment.objects.select_related("session__authority", "enterprise").exclude(certificate_code="")
    enrolment = known.filter(Q(certificate_code=code) | Q(void_codes__contains=[code])).first()
    CertificateCheck.objects.create(enrolment=enrolment, code=code, address_hash=address_hash)
    return Answer(code, enrolment)
