"""Looking a person up by the exact identity number: each look leaves its line, never the number."""

from __future__ import annotations

from django.db import transaction

from cqo_registry.accounts.models import User
from cqo_registry.audit import trail
from cqo_registry.core import crypto, identifiers
from cqo_registry.core.known import known
from cqo_registry.core.verdicts import Reason, Verdict
from cqo_registry.directory.models import Authority
from filings import policies
from filings.models import Person


@transaction.atomic
def look_up(document_type: str, number: str, *, by: User) -> str:
    """The blind index of the number, for whatever is known under it. Raises ``Refused``.

    The line is about the person, or about the office that asked where no such person is on record.
    """
    policies.may_look_up(by).require()
    checked = identifiers.check_document(document_type, number)
    Verdict.unless(
        not checked.valid and Reason("identity_no", checked.message, field="identity_no")
    ).require()
    index = crypto.blind_index(checked.normalised)
    person = Person.objects.select_for_update(of=("self",), no_key=True).filter(identity_index=index).first()
    target = person or Authority.objects.lock(known(by.authority_id))
    trail.record("person.look_up", by=by, target=target, details={"known": person is not None})
    return index
