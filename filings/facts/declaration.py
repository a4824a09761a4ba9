"""The declaration: what is filled, what may be changed now, and what changed since."""

from __future__ import annotations

from typing import Any

from cqo_registry.directory.models.enterprise import ENTERPRISE_FACTS
from filings.enums import ChangeType, FilingKind, FilingSource, FilingStatus
from filings.models import CQO_FACTS, Filing
from filings.rules import fields as table
from filings.rules.fields import BY_NAME, FIELDS

CHANGE_FACTS = ("changed_on", "change_reason", "paper_received_on")
HIDDEN = {"identity_sealed", "identity_index", "identity_masked", "sex", "size", "categories"}


def case_of(filing: Filing) -> table.Case:
    """What kind of filing it is, as the table of fields asks."""
    return table.Case(
        FilingKind(filing.kind),
        frozenset(ChangeType(value) for value in filing.change_types),
        FilingSource(filing.source),
    )


def fields_of(filing: Filing) -> dict[str, table.Field]:
    """The fields this filing asks for by name, each required or optional as it is here."""
    return {field.name: field for field in table.asked(case_of(filing))}


def filled_fields(filing: Filing) -> set[str]:
    """The names of the declared fields that hold something."""
    filled = {
        field.name for field in FIELDS if getattr(filing, field.name, None) not in (None, "", [], False)
    }
    if filing.identity_sealed:
        filled.add("identity_no")
    if filing.pk:
        filled |= {
            f"attachment_{kind}" for kind in filing.attachments.current().values_list("kind", flat=True)
        }
    return filled


def declared_values(filing: Filing) -> dict[str, Any]:
    """The declaration as plain values by field name; the identity number only masked, its index beside it."""
    names = (*CHANGE_FACTS, *ENTERPRISE_FACTS, *CQO_FACTS)
    values = {name: getattr(filing, name) for name in names if name not in HIDDEN}
    values["county"] = filing.county_id
    values["identity_no"] = filing.identity_masked
    values["identity_index"] = filing.identity_index
    if filing.pk:
        for kind, digest in filing.attachments.current().order_by("id").values_list("kind", "sha256"):
            values.setdefault(f"attachment_{kind}", []).append(digest)
    return values


def editable_fields(filing: Filing) -> frozenset[str]:
    """The fields the enterprise may change now: all in a draft, the returned ones after a return."""
    match filing.status:
        case FilingStatus.DRAFT:
            return frozenset(fields_of(filing))
        case FilingStatus.RETURNED:
            return frozenset(filing.return_items.open().values_list("field", flat=True))
    return frozenset()


def changed_fields(filing: Filing) -> dict[str, tuple[Any, Any]]:
    """Field name to (before, now) between the last two submissions, or since the last one while returned."""
    snapshots = list(filing.snapshots.order_by("-number").values_list("data", flat=True)[:2])
    if len(snapshots) < 2:
        return {}
    now, before = snapshots
    names = [name for name in (*BY_NAME, "identity_index") if before.get(name) != now.get(name)]
    return {
        ("identity_no" if name == "identity_index" else name): (
            before.get(name.replace("_index", "_no")),
            now.get(name.replace("_index", "_no")),
        )
        for name in names
    }


def baseline_changes(filing: Filing) -> dict[str, tuple[Any, Any]]:
    """Field name to (as filed before, as declared now), in the order of the form; empty for an initial one.

    The identity number is compared by its blind index and given masked.
    """
    if not filing.is_change or not filing.baseline:
        return {}
    before, now = filing.baseline, declared_values(filing)
    shown = [
        field.name
        for field in FIELDS
        if field.name in fields_of(filing)
        and not field.name.startswith(("attachment_", "declares_"))
        and field.name not in CHANGE_FACTS
    ]
    differ = {name for name in shown if _plain(before.get(name)) != _plain(now.get(name))}
    if "identity_no" in shown and before.get("identity_index") != now["identity_index"]:
        differ.add("identity_no")
    return {name: (before.get(name), now.get(name)) for name in shown if name in differ}


def untouched_items(filing: Filing) -> list[str]:
    """Returned fields that neither changed since the last submission nor got an answer."""
    last = filing.snapshots.order_by("-number").values_list("data", flat=True).first() or {}
    now = declared_values(filing)
    same = {name for name in BY_NAME if _plain(now.get(name)) == _plain(last.get(name))}
    if now["identity_index"] != last.get("identity_index"):
        same.discard("identity_no")
    return [item.field for item in filing.return_items.open() if item.field in same and not item.answer]


def _plain(value: Any) -> Any:
    """A value as a snapshot stores it, so that a date equals its text."""
    if isinstance(value, list | dict | bool | int) or value is None:
        return value
    return str(value)
