"""``drop_data`` throws away demonstrations and nothing else."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from cqo_registry.core.management.commands import drop_data


@pytest.fixture
def place(tmp_path: Path, settings: Any, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A checkout in demonstration mode with an embedded database and one upload."""
    settings.DEMO, settings.BASE_DIR, settings.MEDIA_ROOT = True, tmp_path, tmp_path / ".data" / "media"
    for name in ("pg/PG_VERSION", "media/scan.pdf"):
        file = tmp_path / ".data" / name
        file.parent.mkdir(parents=True)
        file.write_text("18")
    monkeypatch.setitem(connection.settings_dict, "EMBEDDED", str(tmp_path / ".data" / "pg"))
    return tmp_path / ".data"


def test_outside_demonstration_mode_nothing_is_deleted(place: Path, settings: Any) -> None:
    settings.DEMO = False
    with pytest.raises(CommandError, match="演示模式"):
        call_command("drop_data", "--yes")
    assert (place / "pg").exists()


def test_the_embedded_data_and_the_uploads_go(place: Path) -> None:
    call_command("drop_data")
    assert not (place / "pg").exists()
    assert not (place / "media").exists()


def test_uploads_kept_elsewhere_stay(place: Path, settings: Any) -> None:
    settings.MEDIA_ROOT = place.parent / "elsewhere"
    settings.MEDIA_ROOT.mkdir()
    call_command("drop_data")
    assert settings.MEDIA_ROOT.exists()


def test_a_named_server_is_emptied_only_when_told_twice(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    dropped: list[bool] = []
    monkeypatch.setitem(connection.settings_dict, "EMBEDDED", "")
    monkeypatch.setattr(drop_data, "_drop_schema", lambda: dropped.append(True))
    with pytest.raises(CommandError, match="YES=1"):
        call_command("drop_data")
    assert not dropped
    call_command("drop_data", "--yes")
    assert dropped
