"""The allow-list over node_modules: nothing else is served, nothing listed is forgotten."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.conf import settings

from cqo_registry.core.static_files import NODE_MODULES, ManifestStorage, NodeModulesFinder


@pytest.fixture
def installed(tmp_path: Path, settings) -> Path:
    """A checkout whose npm packages are installed, with more files than are served."""
    settings.BASE_DIR = tmp_path
    for source in NODE_MODULES.values():
        file = tmp_path / "node_modules" / source
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("content")
    (tmp_path / "node_modules" / "bootstrap" / "dist" / "css" / "bootstrap.css").write_text("unlisted")
    return tmp_path


def test_a_listed_file_is_found_under_its_short_name(installed: Path) -> None:
    found = NodeModulesFinder().find("vendor/bootstrap.css")
    assert found == str(installed / "node_modules" / NODE_MODULES["vendor/bootstrap.css"])


def test_all_places_of_a_listed_file_are_a_list(installed: Path) -> None:
    assert len(NodeModulesFinder().find("vendor/bootstrap.css", find_all=True)) == 1


@pytest.mark.parametrize(
    "name", ["bootstrap/dist/css/bootstrap.css", "vendor/../package.json", "", "vendor/none.css"]
)
def test_a_file_off_the_list_does_not_exist(installed: Path, name: str) -> None:
    assert NodeModulesFinder().find(name) == []


def test_collectstatic_sees_exactly_the_list(installed: Path) -> None:
    assert {name for name, _ in NodeModulesFinder().list([])} == set(NODE_MODULES)


def test_a_collected_file_can_be_read(installed: Path) -> None:
    name, storage = next(NodeModulesFinder().list([]))
    with storage.open(name) as file:
        assert file.read() == b"content"


def test_without_npm_packages_nothing_is_listed(tmp_path: Path, settings) -> None:
    settings.BASE_DIR = tmp_path
    assert list(NodeModulesFinder().list([])) == []


def test_source_maps_are_not_looked_for_and_urls_still_are() -> None:
    rules = str(ManifestStorage.patterns)
    assert "sourceMappingURL" not in rules
    assert "url" in rules


def test_every_listed_file_comes_from_a_package_that_npm_locks() -> None:
    lock = (Path(settings.BASE_DIR) / "package-lock.json").read_text()
    for source in NODE_MODULES.values():
        package = "/".join(source.split("/")[: 2 if source.startswith("@") else 1])
        assert f'"node_modules/{package}"' in lock
