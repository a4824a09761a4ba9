"""What training adds to a scene."""

from __future__ import annotations

from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from tests import factories
from tests.factories import enrolments, promotion, training
from tests.factories.scenes.stage import Stage
from training.actions import experiences, institutions, pictures


def objects(stage: Stage) -> dict[str, Any]:
    """The objects by the names the matrix uses."""
    return {**_promotion(stage), **_sessions(stage), **_people(stage)}


def _people(stage: Stage) -> dict[str, Any]:
    """Somebody of the enterprise who passed a session of its office today."""
    session = enrolments.begun_session(by=stage.officer)
    row = enrolments.graded(enrolments.staff(session, by=stage.filer))
    return {
        "enrolment": row.pk,
        "door_code": session.door_code,
        "certificate_code": row.certificate_code,
    }


def _sessions(stage: Stage) -> dict[str, Any]:
    """An institution with a document, a published plan with a line, sessions of the scene's office."""
    by = stage.region
    institution = training.institution(by=by)
    paper = SimpleUploadedFile("资质.pdf", factories.PDF_BYTES)
    document = institutions.add_document(institution.pk, by=by, name="办学许可证", upload=paper)
    year = timezone.localdate().year - stage.with_draft  # both scenes stand in one database
    plan = training.published_plan(year)
    return {
        "institution": institution.pk,
        "institution_document": document.pk,
        "plan": plan.pk,
        "plan_line": plan.items.get().pk,
        "session": training.open_session(by=stage.officer).pk,
    }


def _promotion(stage: Stage) -> dict[str, Any]:
    """An activity, a reported experience and a line of spending of the scene's office."""
    activity = promotion.activity(by=stage.officer)
    draft = promotion.draft(by=stage.filer)
    shown = pictures.add_picture(
        pictures.EXPERIENCE, draft.pk, promotion.upload(), caption="车间", by=stage.filer
    )
    sent = experiences.submit(draft.pk, by=stage.filer, version=draft.version)
    experience = experiences.report(sent.pk, by=stage.officer, version=sent.version)
    return {
        "activity": activity.pk,
        "activity_picture": promotion.picture(activity).pk,
        "activity_picture_gone": promotion.picture(promotion.activity(by=stage.officer)).pk,
        "experience": experience.pk,
        "experience_act": "withdraw" if stage.with_draft else "report",
        "experience_picture": shown.pk,
        "office_code": stage.officer.authority.code,  # type: ignore[union-attr]
        "fund_year": timezone.localdate().year,
        "budget": promotion.budget(by=stage.officer).pk if not stage.with_draft else _second_budget(stage),
        "spending": promotion.spending(by=stage.officer).pk,
    }


def _second_budget(stage: Stage) -> int:
    """Both scenes stand in one database: the office has one budget of each source."""
    return promotion.budget(by=stage.officer, source="special").pk
