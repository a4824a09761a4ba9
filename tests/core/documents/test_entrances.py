"""Every upload goes through the one gate: nothing else of the project opens what people send as documents."""

from __future__ import annotations

import re
from pathlib import Path

from django.conf import settings

BASE = Path(settings.BASE_DIR)
SOURCES = ("cqo_registry", "filings", "training", "talent_pool")
DRAWN_BY_US = ("cqo_registry/demo/",)  # made by the demonstration itself, then sent through the gate
GATES = {
    "filings/actions/attaching.py",
    "cqo_registry/casework/evidence.py",
    "training/actions/pictures.py",
}


def sources() -> dict[str, str]:
    files = (path for top in SOURCES for path in (BASE / top).rglob("*.py"))
    return {path.relative_to(BASE).as_posix(): path.read_text(encoding="utf-8") for path in files}


def test_only_the_gate_decodes_documents() -> None:
    decoders = re.compile(r"^\s*(?:import|from) (?:PIL|pikepdf)\b", re.MULTILINE)
    found = {name for name, text in sources().items() if decoders.search(text)}
    assert all(name.startswith(("cqo_registry/core/documents/", *DRAWN_BY_US)) for name in found)


def test_whoever_stores_a_sent_document_stores_what_the_gate_returned() -> None:
    own = {name: text for name, text in sources().items() if not name.startswith("cqo_registry/core/")}
    assert {name for name, text in own.items() if "open_document(" in text} == GATES
    stored = re.compile(r"ContentFile\((?!document\.content\))")
    assert not [name for name, text in own.items() if stored.search(text)]


def test_every_act_that_takes_a_document_can_be_told_of_it() -> None:
    """Pages act through ``once``, which passes the remarks on; nobody opens an upload beside it."""
    acting = re.compile(r"\b(?:open_evidence|open_picture|open_document)\(")
    assert not [name for name, text in sources().items() if "/views/" in name and acting.search(text)]
