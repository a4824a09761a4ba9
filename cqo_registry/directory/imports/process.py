"""The way of a directory into the register: examine, keep the report, confirm."""

from __future__ import annotations

from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from cqo_registry.accounts.models import User
from cqo_registry.core.verdicts import Reason, Refused, Verdict
from cqo_registry.directory import policies
from cqo_registry.directory.actions import entering, uploads
from cqo_registry.directory.imports.check import Report, check_workbook
from cqo_registry.directory.models import Authority, DirectoryImport


def examine(content: bytes, *, by: User | None) -> Report:
    """The dry run: faults of the workbook, and of what it would do to enterprises of other offices."""
    office = by.authority if by is not None and by.is_officer else None
    report = check_workbook(content, office=office, today=timezone.localdate())
    if office is not None:
        _check_ownership(report, office)
    return report


def receive(content: bytes, *, file_name: str, by: User) -> DirectoryImport:
    """Keep an upload with its report and the counts to expect; ``Unreadable`` when it is no directory."""
    report = examine(content, by=by)
    comparison = entering.compare(report.listings)
    return uploads.keep(
        by=by,
        file_name=file_name,
        content=content,
        row_count=report.rows,
        faults=report.faults,
        outcome={"expected": comparison.counts, "notices": report.notices + _notices(report, comparison)},
    )


@transaction.atomic
def confirm(pk: int, *, by: User) -> DirectoryImport:
    """Let a kept upload in, once: a second confirmation finds the first one's result."""
    upload = uploads.lock(pk)
    if upload.applied_at is not None:
        return upload
    policies.may_apply(by, upload).require()
    report = examine(bytes(upload.content), by=by)
    _require_sound(report)
    return uploads.mark_applied(upload, _enter(report, by), by=by)


@transaction.atomic
def enter_at_once(
    content: bytes, *, file_name: str, by: User | None
) -> tuple[Report, entering.Comparison | None]:
    """The command line's way: examine, and without faults let in; the comparison is None with faults."""
    report = examine(content, by=by)
    if report.faults:
        return report, None
    if by is None:
        comparison = _enter(report, None)
        uploads.record_by_hand(comparison, content, rows=report.rows)
        return _with_notices(report, comparison), comparison
    upload = receive(content, file_name=file_name, by=by)
    comparison = _enter(report, by)
    uploads.mark_applied(upload, comparison, by=by)
    return _with_notices(report, comparison), comparison


def _enter(report: Report, by: User | None) -> entering.Comparison:
    try:
        return entering.enter(report.listings, by=by)
    except IntegrityError as fault:  # an enterprise was registered between look-up and insert
        message = _("刚刚有企业被登记，与名录重复，请再确认一次。")
        raise Refused(Verdict((Reason("raced", message),))) from fault


def _check_ownership(report: Report, office: Authority) -> None:
    """An office cannot take over an enterprise that another office keeps."""
    known = entering.find_enterprises(listing.uscc for listing in report.listings)
    for listing in report.listings:
        enterprise = known.get(listing.uscc)
        if enterprise is not None and enterprise.authority_id != office.pk:
            message = _("该企业现不属于本机关辖区，请联系自治区局办理转移后再导入。")
            report.faults.append(report.of_listing(listing, "uscc", message))
    report.faults.sort(key=lambda fault: (fault["sheet"], fault["row"]))


def _require_sound(report: Report) -> None:
    Verdict.unless(
        bool(report.faults) and Reason("faults", _("名录或辖区已有变化，请重新上传核对。")),
    ).require()


def _with_notices(report: Report, comparison: entering.Comparison) -> Report:
    report.notices += _notices(report, comparison)
    return report


def _notices(report: Report, comparison: entering.Comparison) -> list[dict[str, Any]]:
    """What the import leaves as it is, and what it moves, in words."""
    kept = _("该企业的信息来自较新的备案申报，不用名录覆盖。")
    moved = _("备案机关由%(before)s变为%(after)s。")
    return [report.of_listing(listing, "name", kept) for listing in comparison.kept] + [
        report.of_listing(
            listing,
            "county",
            moved % {"before": before.short_name, "after": listing.office.short_name},
        )
        for listing, before in comparison.moved
    ]
