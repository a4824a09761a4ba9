"""Which licences may be in the site."""

from __future__ import annotations

import json
import runpy
from pathlib import Path

import pytest
from django.conf import settings

MAIN = runpy.run_path(str(Path(settings.BASE_DIR, ".ci", "licences.py")))["main"]


def listed(path: Path, *licences: dict[str, object]) -> str:
    path.write_text(json.dumps({"components": [{"name": "x", "version": "1", "licenses": list(licences)}]}))
    return str(path)


@pytest.mark.parametrize("name", ["MIT", "LGPL-3.0-only", "GNU Lesser General Public License v3", "MPL-2.0"])
def test_what_leaves_the_site_free_passes(name: str, tmp_path: Path):
    assert MAIN(listed(tmp_path / "list.json", {"license": {"id": name}})) == 0


@pytest.mark.parametrize(
    "name", ["AGPL-3.0-or-later", "GPL-2.0-only", "GNU General Public License v3 (GPLv3)"]
)
def test_what_binds_the_site_fails(name: str, tmp_path: Path):
    assert MAIN(listed(tmp_path / "list.json", {"license": {"name": name}})) == 1


def test_a_package_that_names_no_licence_fails(tmp_path: Path):
    assert MAIN(listed(tmp_path / "list.json")) == 1
