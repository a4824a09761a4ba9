"""Do the keys fit the database? Said at the start, and which of them does not."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.db import connection

from cqo_registry.audit.models import KeyCanary
from cqo_registry.core import crypto
from cqo_registry.database import one_clear_sentence
from cqo_registry.environment import CannotStart
from cqo_registry.starting import KEYED_COMMANDS, require_keys, require_static_files, right_keys
from filings.models import Person
from tests.test_keys import INDEX, ONE, TWO

OLD, NEW, OTHER = f"k1:{ONE}", f"k2:{TWO}", f"k1:{TWO}"
pytestmark = pytest.mark.django_db
Use = Callable[..., None]


@pytest.fixture
def use(settings: Any) -> Use:
    """Start with these keys."""

    def start(*ring: str, index: str = INDEX, plant: bool = True) -> None:
        settings.PII_KEYS, settings.PII_INDEX_KEY = list(ring), index
        require_keys(plant=plant)

    KeyCanary.objects.all().delete()
    return start


def test_the_first_start_leaves_a_sample_and_the_same_keys_open_it(use: Use) -> None:
    use(OLD)
    use(OLD)
    sample = KeyCanary.objects.get()
    assert sample.key_id == str(sample) == "k1"
    assert sample.sealed.startswith("k1:")


def test_a_wrong_key_and_a_wrong_index_are_told_apart(use: Use) -> None:
    use(OLD)
    for ring in ([OTHER], [NEW], [NEW, OTHER]):
        with pytest.raises(CannotStart, match="CQO_PII_KEYS 与数据库不符：编号 k1") as said:
            use(*ring)
        assert ONE not in str(said.value)
        assert TWO not in str(said.value)
    with pytest.raises(CannotStart, match="CQO_PII_INDEX_KEY 与数据库不符"):
        use(OLD, index=ONE)
    use(OLD)


def test_keys_change_in_turn_and_none_leaves_that_has_sealed(use: Use) -> None:
    third = f"k3:{INDEX[::-1]}"
    use(OLD)
    use(NEW, OLD)
    use(third, NEW, OLD)
    assert list(KeyCanary.objects.order_by("pk").values_list("key_id", flat=True)) == ["k1", "k2", "k3"]
    for left in ([third, OLD], [third, NEW], [NEW, OLD]):
        with pytest.raises(CannotStart, match="CQO_PII_KEYS"):
            use(*left)
    use(OLD, NEW, third)


def test_data_from_before_there_were_samples_is_asked_itself(use: Use, settings: Any) -> None:
    settings.PII_KEYS, settings.PII_INDEX_KEY = [OLD], INDEX
    known = Person.objects.create(name="扎西", identity_index="-")
    known.identity_sealed = crypto.seal("123", known.identity_place)
    known.identity_index = crypto.blind_index("123")
    known.save()
    with pytest.raises(CannotStart, match="CQO_PII_KEYS"):
        use(NEW)
    with pytest.raises(CannotStart, match="CQO_PII_INDEX_KEY"):
        use(OLD, index=TWO)
    assert not KeyCanary.objects.exists()
    use(NEW, OLD)
    assert KeyCanary.objects.get().key_id == "k2"


def test_a_database_without_tables_is_not_asked(use: Use) -> None:
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE audit_keycanary RENAME TO elsewhere")
    use(OLD)


@pytest.mark.parametrize("name", sorted(KEYED_COMMANDS | {"migrate"}))
def test_a_command_that_uses_keys_does_not_begin_with_wrong_ones(
    use: Use, settings: Any, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    use(OLD)
    settings.PII_KEYS = [NEW]
    with pytest.raises(SystemExit) as ended, one_clear_sentence(), right_keys(["manage.py", name]):
        pytest.fail("the command ran")
    assert ended.value.code == 1
    assert len(capsys.readouterr().err.strip().splitlines()) == 1


@pytest.mark.parametrize("arguments", [["manage.py"], ["manage.py", "drop_data"], ["m", "worker", "--help"]])
def test_what_uses_no_keys_runs_with_any(use: Use, settings: Any, arguments: list[str]) -> None:
    use(OLD)
    settings.PII_KEYS = [NEW]
    with right_keys(arguments):
        pass


def test_migrating_leaves_a_sample_only_once_it_is_done(use: Use) -> None:
    with right_keys(["manage.py", "migrate"]):
        assert not KeyCanary.objects.exists()
    assert KeyCanary.objects.exists()


def test_no_site_starts_with_files_that_were_never_collected(settings: Any, tmp_path: Path) -> None:
    require_static_files()  # the plain storage of the tests has nothing to collect
    hashed = {"BACKEND": "cqo_registry.core.static_files.ManifestStorage"}
    settings.STORAGES = {**settings.STORAGES, "staticfiles": hashed}
    settings.STATIC_ROOT = tmp_path
    with pytest.raises(CannotStart, match="静态文件尚未收集"):
        require_static_files()
    manifest = {"version": "1.1", "paths": {"a.css": "a.1.css"}, "hash": "1"}
    (tmp_path / "staticfiles.json").write_text(json.dumps(manifest))
    settings.STORAGES = {**settings.STORAGES}
    require_static_files()
