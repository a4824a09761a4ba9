"""Every status that is stored has its tone, and the style sheets know each tone."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.conf import settings
from django.db.models import TextChoices
from django.template.loader import render_to_string

from cqo_registry.accounts.enums import InvitationStatus, RegistrationStatus
from cqo_registry.core.tones import TONES, Tone, tone_of
from cqo_registry.directory.enums import EnterpriseStatus
from cqo_registry.notifications.enums import MailState
from filings.enums import BarStatus, FilingStatus, ReplacementStatus
from talent_pool.enums import AssignmentStatus, Consent, MembershipStatus, NominationStatus
from training.enums import EnrolmentStatus, ExperienceStatus, SessionStatus, TrainingResult

STATUSES: tuple[type[TextChoices], ...] = (
    RegistrationStatus,
    InvitationStatus,
    EnterpriseStatus,
    MailState,
    FilingStatus,
    BarStatus,
    ReplacementStatus,
    SessionStatus,
    EnrolmentStatus,
    TrainingResult,
    ExperienceStatus,
    NominationStatus,
    Consent,
    MembershipStatus,
    AssignmentStatus,
)


def test_the_table_holds_every_status_and_nothing_else() -> None:
    assert set(TONES) == {word for statuses in STATUSES for word in statuses.values}


def test_a_word_that_is_no_status_is_quiet() -> None:
    assert tone_of("no such status") is Tone.QUIET


@pytest.mark.parametrize("tone", Tone)
def test_a_tone_has_its_look(tone: Tone) -> None:
    style = (Path(settings.BASE_DIR) / "static" / "css" / "parts.css").read_text()
    assert f".tone-{tone} {{" in style


def test_a_status_is_shown_in_its_tone() -> None:
    html = render_to_string("components/_status.html", {"status": FilingStatus.RETURNED, "label": "已退回"})
    assert html.strip() == '<span class="badge-status tone-waiting">已退回</span>'
