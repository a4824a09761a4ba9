"""render(): a template of ``templates/print`` and plain data become a tagged PDF/A-2a.

The data go in as JSON, never as source, so nothing a person typed is taken for a command. A template
holds no words of its own: every heading and label comes with the data, translated.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

import typst
from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.utils.translation import gettext as _

from cqo_registry.core.printing.fonts import fonts, missing_characters

STANDARD: Final = "a-2a"
PICTURES = frozenset({"qr"})  # SVG text, not words


@dataclass(frozen=True, slots=True)
class Place:
    """Where characters are missing: the label of the row (empty outside one), and the characters."""

    label: str
    characters: str

    def __str__(self) -> str:
        named = "、".join(f"{character}（U+{ord(character):04X}）" for character in self.characters)
        if not self.label:
            return named
        return _("%(label)s：%(characters)s") % {"label": self.label, "characters": named}


class Unprintable(Exception):
    """Some characters are in no font of ours; ``places`` says which and where. Nothing was printed."""

    def __init__(self, places: list[Place]) -> None:
        self.places = places
        super().__init__("; ".join(str(place) for place in places))


def check_printable(data: Mapping[str, Any]) -> None:
    """Raises ``Unprintable`` naming every character of ``data`` that would print as a blank."""
    missing: dict[str, str] = {}
    for label, text in _texts(data, ""):
        if lost := missing_characters([text]):
            missing[label] = "".join(dict.fromkeys(missing.get(label, "") + lost))
    if missing:
        raise Unprintable([Place(label, characters) for label, characters in missing.items()])


def render(template: str, data: Mapping[str, Any]) -> bytes:
    """The PDF of ``templates/print/<template>.typ``.

    ``data["made_at"]`` (an aware datetime) is the creation date, so equal data give equal bytes.
    Raises ``Unprintable`` before anything is set, when a character is in none of the fonts.
    """
    check_printable(data)
    folder = Path(settings.BASE_DIR) / "templates" / "print"
    made_at: datetime = data["made_at"]
    return typst.compile(
        str(folder / f"{template}.typ"),
        root=str(folder),
        font_paths=fonts(),
        ignore_system_fonts=True,
        sys_inputs={"data": json.dumps(data, cls=DjangoJSONEncoder)},
        format="pdf",
        pdf_standards=STANDARD,
        timestamp=made_at.astimezone(UTC).replace(microsecond=0),
    )


def _texts(value: Any, label: str) -> Iterator[tuple[str, str]]:
    """Every text of the data with the label of the row it stands in."""
    match value:
        case str():
            yield label, value
        case Mapping():
            own = value.get("label") or label
            for key, part in value.items():
                if key not in PICTURES:
                    yield from _texts(part, str(own))
        case list() | tuple():
            for part in value:
                yield from _texts(part, label)
