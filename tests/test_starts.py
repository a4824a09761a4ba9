"""What a process was started with: one sentence and exit code 1 where it is wrong, whoever starts it."""

from __future__ import annotations

import os
import subprocess
import sys
from itertools import product
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command

from cqo_registry.environment import CannotStart, Environment, fault_of_purpose, refuse
from tests.test_keys import INDEX, ONE, SECRET

URL = "postgresql://u@127.0.0.1:1/x"
GOOD = {"CQO_SECRET_KEY": SECRET, "CQO_PII_KEYS": f"k1:{ONE}", "CQO_PII_INDEX_KEY": INDEX}
PRODUCTION = {"CQO_PRODUCTION": "1", "DATABASE_URL": URL, **GOOD}
SITE = ("-m", "gunicorn", "--bind", "127.0.0.1:0", "cqo_registry.wsgi")
NO_DATABASE = "无法连接数据库"


def run(*command: str, **environ: str) -> subprocess.CompletedProcess[str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("CQO_", "DATABASE_"))}
    return subprocess.run(
        [sys.executable, *command],
        env={**kept, **environ},
        cwd=Path(settings.BASE_DIR),
        capture_output=True,
        text=True,
        timeout=60,
    )


@pytest.mark.parametrize("command", [("manage.py", "migrate"), ("manage.py", "worker"), SITE, ("-c", "wsgi")])
def test_whatever_is_started_with_a_wrong_key_says_one_sentence(command: tuple[str, ...]) -> None:
    if command[0] == "-c":
        command = ("-c", "import cqo_registry.wsgi")
    for changed, name in (
        ({"CQO_PII_INDEX_KEY": ""}, "CQO_PII_INDEX_KEY"),
        ({**PRODUCTION, "CQO_PII_KEYS": f"k1:{ONE[:62]}"}, "CQO_PII_KEYS"),
    ):
        ended = run(*command, **changed)
        assert ended.returncode == 1
        assert len(ended.stderr.strip().splitlines()) == 1
        assert name in ended.stderr
        assert ONE[:62] not in ended.stdout + ended.stderr


@pytest.mark.parametrize(
    ("environ", "what"),
    [
        ({"DATABASE_URL": URL}, "CQO_PRODUCTION=1"),
        ({"DATABASE_URL": URL, "CQO_DEMO": "0", "CQO_PRODUCTION": ""}, "CQO_DEMO=1"),
        ({"DATABASE_URL": URL, "CQO_DEMO": "1"}, NO_DATABASE),
        ({"DATABASE_URL": URL, "CQO_TESTS": "1"}, NO_DATABASE),
        (PRODUCTION, NO_DATABASE),
        ({**PRODUCTION, "DATABASE_URL": " "}, "不能使用内嵌数据库"),
        ({**PRODUCTION, "CQO_DEMO": "1"}, "CQO_DEMO 不能同时启用"),
        ({**PRODUCTION, "CQO_SECRET_KEY": SECRET[:49]}, "不足 50 个字符"),
        ({"CQO_PRODUCTION": "1", "DATABASE_URL": URL}, "CQO_SECRET_KEY 是公开的密钥"),
        ({"CQO_DEMO": "perhaps"}, "CQO_DEMO 应为 1 或 0"),
        ({"CQO_EMAIL_HOST": "mail.example.cn"}, "CQO_EMAIL_FROM"),
    ],
)
def test_a_command_says_what_is_wrong_with_its_start(environ: dict[str, str], what: str) -> None:
    ended = run("manage.py", "require_database", **environ)
    assert (ended.returncode, len(ended.stderr.strip().splitlines())) == (1, 1)
    assert what in ended.stderr


def test_what_a_process_is_for_is_said_and_said_once() -> None:
    names = ("url", "demo", "production", "debug", "tests")
    passing = {
        tuple(name for name in names if given[name])
        for given in (dict(zip(names, values, strict=True)) for values in product([False, True], repeat=5))
        if not fault_of_purpose(**given)
    }
    assert ("url", "production") in passing
    assert not any("production" in given for given in passing - {("url", "production")})
    assert {("url",), ("url", "debug")}.isdisjoint(passing)
    assert {(), ("demo",), ("debug",), ("tests",), ("url", "demo"), ("url", "tests")} <= passing


def test_a_fault_ends_the_start_and_none_lets_it_go_on() -> None:
    refuse("")
    with pytest.raises(CannotStart, match="一句话。"):
        refuse("一句话。")
    with pytest.raises(CannotStart, match="CQO_EMAIL_PORT"):
        Environment({"CQO_EMAIL_PORT": "25a"}).number("CQO_EMAIL_PORT", 25)


def test_keys_are_made_also_where_the_present_ones_are_refused(capsys: pytest.CaptureFixture[str]) -> None:
    ended = run("manage.py", "make_keys", CQO_PRODUCTION="1", CQO_PII_KEYS="")
    assert ended.returncode == 0
    lines = dict(line.split("=", 1) for line in ended.stdout.splitlines())
    assert set(lines) == set(GOOD)
    assert NO_DATABASE in run("manage.py", "require_database", **{**PRODUCTION, **lines}).stderr
    call_command("make_keys")
    assert [line.split("=")[0] for line in capsys.readouterr().out.splitlines()] == list(lines)
