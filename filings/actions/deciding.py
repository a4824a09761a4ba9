"""The filing office's decisions: return for correction, accept, refuse (Art. 13, decision D1)."""

from __future__ import annotations

from collections.abc import Mapping

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cqo_registry.accounts.models import User
from cqo_registry.audit import trail
from cqo_registry.core.verdicts import Reason, Verdict
from cqo_registry.directory.enums import SizeClass
from cqo_registry.directory.facts import search_text
from cqo_registry.directory.models import Enterprise, EnterpriseProfile
from cqo_registry.directory.models.enterprise import ENTERPRISE_FACTS
from filings import policies
from filings.actions.move import move, write
from filings.actions.numbers import FILING_SERIES, next_number
from filings.actions.submitting import judge_into
from filings.models import Appointment, Filing, Person, ReturnItem
from filings.rules.fields import BY_NAME
from filings.workflow import ACCEPT, REFUSE, RETURN


@transaction.atomic
def return_for_correction(
    pk: int, comments: Mapping[str, str], *, by: User, version: int | None, reason: str = ""
) -> Filing:
    """Send the filing back with one comment per field; exactly those fields open again."""
    comments = {name: text.strip() for name, text in comments.items() if text.strip()}
    unknown = [name for name in comments if name not in BY_NAME]
    Verdict.unless(
        not comments and Reason("no_items", _("请至少选择一个需要补正的字段，并写明要求。")),
        bool(unknown) and Reason("unknown_field", _("所选字段不在备案表中，请重新选择。")),
    ).require()

    def prepare(filing: Filing) -> set[str]:
        now = timezone.now()
        filing.return_items.unclosed().update(closed_at=now)
        ReturnItem.objects.bulk_create(
            ReturnItem(filing=filing, field=name, comment=text, opened_at=now, opened_by=by)
            for name, text in comments.items()
        )
        return set()

    return move(
        pk,
        RETURN,
        by=by,
        version=version,
        reason=reason,
        prepare=prepare,
        details={"fields": sorted(comments)},
    )


@transaction.atomic
def accept(pk: int, *, by: User, version: int | None, reason: str = "") -> Filing:
    """Enter the filing in the prefecture ledger: person, profile, appointment and number come to be."""

    def prepare(filing: Filing) -> set[str]:
        fields = judge_into(filing) | _stamp(filing, by, reason)
        filing.accepted_at = filing.decided_at
        filing.profile = _new_profile(filing, by)
        filing.filing_no = next_number(
            FILING_SERIES, office=filing.authority.code, year=timezone.localdate(filing.accepted_at).year
        )
        filing.appointment = _appoint(filing)
        filing.return_items.unclosed().update(closed_at=filing.accepted_at)
        return fields | {"accepted_at", "profile", "filing_no", "appointment"}

    return move(pk, ACCEPT, by=by, version=version, reason=reason, prepare=prepare)


@transaction.atomic
def refuse(pk: int, *, by: User, version: int | None, reason: str) -> Filing:
    """Decline for a ground of Art. 6 or 9 alone, with the reason in writing."""

    def prepare(filing: Filing) -> set[str]:
        return judge_into(filing) | _stamp(filing, by, reason)

    return move(pk, REFUSE, by=by, version=version, reason=reason, prepare=prepare)


@transaction.atomic
def set_size(pk: int, size: SizeClass, *, by: User, version: int | None, reason: str) -> Filing:
    """Fix the size class where the statistics standard gives none (domain §3)."""
    filing = Filing.objects.lock(pk, version=version)
    (
        policies.may_decide(by, filing)
        & Verdict.unless(
            filing.size != SizeClass.UNCLASSIFIED
            and Reason("classified", _("该企业已能按标准划型，无需核定。"), "6"),
            not reason.strip() and Reason("reason", _("请写明核定规模的理由。"), "6", field="reason"),
        )
    ).require()
    filing.officer_size, filing.officer_size_reason = size, reason.strip()
    write(filing, {"officer_size", "officer_size_reason"} | judge_into(filing))
    trail.record("filing.set_size", by=by, target=filing, after=str(size), reason=reason)
    return filing


def _stamp(filing: Filing, by: User, reason: str) -> set[str]:
    filing.decided_at, filing.decided_by, filing.decision_reason = timezone.now(), by, reason.strip()
    return {"decided_at", "decided_by", "decision_reason"}


def _new_profile(filing: Filing, by: User) -> EnterpriseProfile:
    """What the filing says of the enterprise becomes its dated profile; size frozen (decision D5)."""
    facts = {name: getattr(filing, name) for name in ENTERPRISE_FACTS}
    facts["size"] = filing.judged_size
    profile = EnterpriseProfile.objects.create(
        enterprise_id=filing.enterprise_id,
        valid_from=timezone.localdate(filing.accepted_at),
        source=EnterpriseProfile.Source.FILING,
        created_by=by,
        **facts,
    )
    Enterprise.objects.filter(pk=filing.enterprise_id).update(
        name=filing.enterprise_name,
        search_text=search_text(filing.enterprise_name, filing.enterprise.uscc),
        county=filing.county,
        authority=filing.authority,
        profile=profile,
        version=F("version") + 1,
    )
    return profile


def _appoint(filing: Filing) -> Appointment:
    person, _created = Person.objects.update_or_create(
        identity_index=filing.identity_index,
        defaults={
            "document_type": filing.document_type,
            "identity_sealed": filing.identity_sealed,
            "identity_masked": filing.identity_masked,
            "name": filing.cqo_name,
            "name_bo": filing.cqo_name_bo,
            "other_names": filing.cqo_other_names,
            "sex": filing.sex,
            "birth_date": filing.birth_date,
            "phone": filing.cqo_phone,
        },
    )
    return Appointment.objects.create(
        enterprise_id=filing.enterprise_id,
        authority_id=filing.authority_id,
        person=person,
        filing_no=filing.filing_no,
        effective_on=filing.effective_on,  # type: ignore[misc]
    )
