"""The database: named or embedded, found by every process, and one sentence when it cannot be had."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings

from cqo_registry import database
from cqo_registry.database import (
    DatabaseUnavailable,
    allow_long_statements,
    database_settings,
    one_clear_sentence,
)

BASE = Path(settings.BASE_DIR)


def test_a_url_gives_every_part_decoded() -> None:
    found = database_settings(
        BASE, {"DATABASE_URL": "postgresql://u:p%40ss@db.local:5433/cqo?sslmode=require"}
    )
    assert (found["USER"], found["PASSWORD"], found["HOST"]) == ("u", "p@ss", "db.local")
    assert (found["PORT"], found["NAME"]) == ("5433", "cqo")
    assert found["OPTIONS"]["sslmode"] == "require"
    assert found["EMBEDDED"] == ""


def test_a_socket_folder_may_stand_in_the_url() -> None:
    found = database_settings(BASE, {"DATABASE_URL": "postgres:///cqo?host=/var/run/postgresql"})
    assert found["HOST"] == "/var/run/postgresql"


def test_without_a_url_the_embedded_server_is_used_and_not_yet_started(tmp_path: Path) -> None:
    found = database_settings(tmp_path, {"DATABASE_URL": "  "})
    assert found["EMBEDDED"] == str(tmp_path / ".data" / "pg")
    assert not (tmp_path / ".data").exists()


def test_every_connection_has_its_time_outs_and_keeps_its_plans() -> None:
    options = database_settings(BASE, {})["OPTIONS"]
    assert options["options"] == "-c statement_timeout=10s -c lock_timeout=5s"
    assert options["server_side_binding"] is True


def test_the_command_line_may_take_longer_unless_told_otherwise() -> None:
    environ = {"CQO_LOCK_SECONDS": "7"}
    allow_long_statements(environ)
    assert (
        database_settings(BASE, environ)["OPTIONS"]["options"]
        == "-c statement_timeout=300s -c lock_timeout=7s"
    )


@pytest.mark.parametrize(
    "url", ["mysql://u@h/x", "cqo", "postgresql:///x?nonsense=1", "postgresql://h:port/x", "://"]
)
def test_a_url_that_cannot_be_read_says_how_one_looks(url: str) -> None:
    with pytest.raises(DatabaseUnavailable, match="应形如"):
        database_settings(BASE, {"DATABASE_URL": url})


def test_a_url_without_a_database_name_says_so() -> None:
    with pytest.raises(DatabaseUnavailable, match="缺少库名"):
        database_settings(BASE, {"DATABASE_URL": "postgresql://u@h"})


def test_a_time_out_that_is_no_number_says_so() -> None:
    with pytest.raises(DatabaseUnavailable, match="CQO_LOCK_SECONDS"):
        database_settings(BASE, {"CQO_LOCK_SECONDS": "5s"})


def test_an_unavailable_database_is_one_sentence_and_exit_code_1(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended, one_clear_sentence():
        raise DatabaseUnavailable("一句话。")
    assert ended.value.code == 1
    assert capsys.readouterr().err == "一句话。\n"


def _run(*command: str, **environ: str) -> subprocess.CompletedProcess[str]:
    kept = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    return subprocess.run(
        [sys.executable, *command],
        env={**kept, **environ},
        cwd=BASE,
        capture_output=True,
        text=True,
        timeout=60,
    )


@pytest.mark.parametrize("url", ["postgresql://u:secret@127.0.0.1:1/x", "mysql://u:secret@h/x"])
def test_a_command_without_its_database_ends_in_one_line(url: str) -> None:
    ended = _run("manage.py", "require_database", DATABASE_URL=url)
    assert ended.returncode == 1
    assert len(ended.stderr.strip().splitlines()) == 1
    assert "数据库" in ended.stderr or "DATABASE_URL" in ended.stderr
    assert "Traceback" not in ended.stderr
    assert "secret" not in ended.stderr


def test_the_server_does_not_start_without_its_database() -> None:
    ended = _run(
        "-m",
        "gunicorn",
        "--bind",
        "127.0.0.1:0",
        "cqo_registry.wsgi",
        DATABASE_URL="postgresql://u@127.0.0.1:1/x",
    )
    assert ended.returncode == 1
    assert "无法连接数据库" in ended.stderr
    assert "Traceback" not in ended.stderr


def test_help_needs_no_database(tmp_path: Path) -> None:
    assert _run("manage.py", "--help", DATABASE_URL="postgresql://u@127.0.0.1:1/x").returncode == 0


def test_the_database_of_the_suite_answers(db: None) -> None:
    database.require_database()
