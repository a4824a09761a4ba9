"""A declaration for reading: its fields in the order of the form, values in official words.

Shared by the enterprise's last step, the filing's page and the review desk, so that all three show
the same words for the same fact.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from cqo_registry.core.columns import choices_of
from cqo_registry.directory import industries
from cqo_registry.directory.enums import ProductCategory
from cqo_registry.directory.models import County
from filings import facts
from filings.forms.labels import label_of
from filings.models import Filing
from filings.rules.fields import FIELDS, STEPS, Field

Lines = tuple[str, ...]
WIDE = {"domicile", "production_sites", "products", "quality_work", "position_reason", "certificates"}
TIBETAN = {"cqo_name_bo"}


@dataclass(frozen=True, slots=True)
class Names:
    """What ids and check sums in a declaration stand for."""

    counties: Mapping[int, str]
    attachments: Mapping[str, str]


@dataclass(slots=True)
class Row:
    """One declared field as people read it; ``before`` is set when it changed since the last submission."""

    name: str
    label: str
    lines: Lines
    required: bool
    before: Lines | None = None
    line: Any = None  # on the desk: the tick and comment beside this field
    asked: bool = True  # a change filing also shows what stands as it was filed

    @property
    def changed(self) -> bool:
        """Whether the last two submissions differ here."""
        return self.before is not None

    @property
    def wide(self) -> bool:
        """Whether the value needs the whole width."""
        return self.name in WIDE

    @property
    def lang(self) -> str:
        """The language of the value where it is not Chinese."""
        return "bo" if self.name in TIBETAN else ""


@dataclass(frozen=True, slots=True)
class Section:
    """One step of the form with its rows."""

    step: str
    title: Any
    rows: list[Row] = field(default_factory=list)


def sections(filing: Filing) -> list[Section]:
    """The whole declaration, step by step, with what changed since the last submission."""
    now = facts.declared_values(filing)
    changed, asked = facts.changed_fields(filing), facts.fields_of(filing)
    names = _names(filing, [now, *({"county": pair[0]} for key, pair in changed.items() if key == "county")])
    rows = [
        Row(
            name=declared.name,
            label=str(label_of(declared.name)),
            lines=readable(declared.name, now.get(declared.name), names),
            required=declared.name in asked and asked[declared.name].required,
            before=readable(declared.name, changed[declared.name][0], names)
            if declared.name in changed
            else None,
            asked=declared.name in asked,
        )
        for declared in FIELDS
        if declared.name in asked or _filed(declared, filing)
    ]
    by_step = {declared.name: declared.step for declared in FIELDS}
    return [
        Section(step, title, [row for row in rows if by_step[row.name] == step])
        for step, title in STEPS
        if step != "review" and any(by_step[row.name] == step for row in rows)
    ]


def _filed(declared: Field, filing: Filing) -> bool:
    """A field not asked for here that stands as it was filed; documents stay with their filing."""
    return filing.is_change and declared.step in ("enterprise", "cqo", "appointment")


def changes(parts: Iterable[Section]) -> list[Row]:
    """The rows that differ between the last two submissions, in the order of the form."""
    return [row for part in parts for row in part.rows if row.changed]


def compared(filing: Filing) -> list[Row]:
    """What a change filing changes: each field as filed before beside what is declared now (Art. 14)."""
    differ = facts.baseline_changes(filing)
    if not differ:
        return []
    counties = [{"county": value} for value in differ.get("county", ())]
    names = _names(filing, counties)
    return [
        Row(
            name=name,
            label=str(label_of(name)),
            lines=readable(name, now, names),
            required=False,
            before=readable(name, before, names),
        )
        for name, (before, now) in differ.items()
    ]


def _names(filing: Filing, declarations: Iterable[Mapping[str, Any]]) -> Names:
    ids = {values["county"] for values in declarations if values.get("county")}
    return Names(
        counties=dict(County.objects.filter(pk__in=ids).values_list("pk", "name")),
        attachments=dict(filing.attachments.order_by("id").values_list("sha256", "original_name")),
    )


# --- one value in words --------------------------------------------------------------------------


def readable(name: str, value: Any, names: Names) -> Lines:
    """The lines in which a value is read; none for a value that is missing."""
    if value in (None, "", []):
        return ()
    if name.startswith("attachment_"):
        return tuple(names.attachments.get(digest, _("（文件已移除）")) for digest in value)
    if name in SPECIAL:
        return SPECIAL[name](value, names)
    if isinstance(value, bool):
        return (_("是") if value else _("否"),)
    choices = _choices_of(name)
    return (str(choices.get(value, value)),)


def _choices_of(name: str) -> dict[Any, Any]:
    return {} if name == "identity_no" else choices_of(Filing, name)


def _industry(value: str, names: Names) -> Lines:
    try:
        return (f"{value} {industries.label_of(value)}",)
    except LookupError:
        return (str(value),)


def _products(rows: list[dict[str, Any]], names: Names) -> Lines:
    return tuple(_product(row) for row in rows)


def _product(row: dict[str, Any]) -> str:
    category = row.get("category") or ""
    label = dict(ProductCategory.choices).get(category, "")
    parts = [row.get("name") or "", f"{category} {label}".strip()]
    for key, word in (
        ("licence_no", _("许可证")),
        ("ccc_no", _("CCC 证书")),
        ("standard_no", _("强制性标准")),
    ):
        if row.get(key):
            parts.append(f"{word} {row[key]}")
    if row.get("other_regime"):
        parts.append(_("另有专门监管制度"))
    return "，".join(part for part in parts if part)


def _quality_work(rows: list[dict[str, Any]], names: Names) -> Lines:
    return tuple(
        " ".join(
            part
            for part in (
                f"{row.get('start') or '…'} {_('至')} {row.get('end') or _('今')}",
                row.get("employer") or "",
                row.get("post") or "",
            )
            if part
        )
        for row in rows
    )


SPECIAL: dict[str, Callable[[Any, Names], Lines]] = {
    "county": lambda value, names: (names.counties.get(value, str(value)),),
    "industry": _industry,
    "products": _products,
    "quality_work": _quality_work,
}
