"""The seal: opens at its own place under a key of the ring, and nowhere else."""

from __future__ import annotations

import base64
from dataclasses import replace

import pytest

from cqo_registry.core import crypto
from cqo_registry.core.crypto import Place, SealBroken
from cqo_registry.core.rows import next_id
from cqo_registry.core.verdicts import Refused
from filings.models import Filing, Person

HERE = Place("filings_person", 7, "identity_sealed")
NUMBER = "540102198802290012"
OLD, NEW = "a" * 64, "b" * 64


def test_a_sealed_text_opens_at_its_place() -> None:
    sealed = crypto.seal(NUMBER, HERE)
    assert NUMBER not in sealed
    assert sealed != crypto.seal(NUMBER, HERE)
    assert crypto.unseal(sealed, place=HERE) == NUMBER


@pytest.mark.parametrize(
    "moved",
    [
        {"table": "filings_filing"},
        {"row": 8},
        {"row": 77},
        {"field": "phone"},
        # The parts run into each other nowhere.
        {"table": "filings_person:7", "row": 7},
    ],
)
def test_a_sealed_text_opens_nowhere_else(moved: dict[str, object]) -> None:
    with pytest.raises(SealBroken) as broken:
        crypto.unseal(crypto.seal(NUMBER, HERE), replace(HERE, **moved))  # type: ignore[arg-type]
    assert isinstance(broken.value, Refused)
    assert "密文无法打开" in str(broken.value)
    assert NUMBER not in str(broken.value)


def test_a_changed_byte_a_strange_text_and_an_unknown_key_are_told() -> None:
    sealed = crypto.seal(NUMBER, HERE)
    key_id, _colon, body = sealed.partition(":")
    raw = bytearray(base64.b64decode(body))
    raw[-1] ^= 1
    changed = f"{key_id}:{base64.b64encode(bytes(raw)).decode()}"
    for text in (changed, f"{key_id}:", f"{key_id}:***", "x", f"gone:{body}"):
        with pytest.raises(SealBroken):
            crypto.unseal(text, HERE)


def test_the_newest_key_seals_and_every_key_opens(settings: pytest.FixtureRequest) -> None:
    settings.PII_KEYS = [f"old:{OLD}"]  # type: ignore[attr-defined]
    sealed = crypto.seal(NUMBER, HERE)
    settings.PII_KEYS = [f"new:{NEW}", f"old:{OLD}"]  # type: ignore[attr-defined]
    assert crypto.unseal(sealed, HERE) == NUMBER
    assert crypto.seal(NUMBER, HERE).startswith("new:")


def test_resealing_moves_a_text_and_only_from_where_it_stands() -> None:
    there = Place("filings_filing", 9, "identity_sealed")
    moved = crypto.reseal(crypto.seal(NUMBER, HERE), HERE, there)
    assert crypto.unseal(moved, there) == NUMBER
    with pytest.raises(SealBroken):
        crypto.reseal(moved, HERE, there)


def test_nothing_is_sealed_as_nothing() -> None:
    assert crypto.seal("", HERE) == crypto.unseal("", HERE) == crypto.reseal("", HERE, HERE) == ""


def test_a_row_without_a_key_has_no_place() -> None:
    with pytest.raises(ValueError, match="filings_person"):
        Place.of(Person(), "identity_sealed")
    assert Place.of(Person(pk=7), "identity_sealed") == HERE


@pytest.mark.django_db
def test_an_id_taken_beforehand_is_nobody_elses() -> None:
    taken = {next_id(Filing), next_id(Filing)}
    assert len(taken) == 2
