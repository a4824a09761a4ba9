"""Typed reading of environment variables: a bad value is a sentence, never a surprise later."""

from __future__ import annotations

import os
from collections.abc import Mapping

TRUE = {"1", "true", "yes", "on"}
FALSE = {"0", "false", "no", "off", ""}


class CannotStart(Exception):
    """Something that the process was started with is wrong; one sentence for whoever started it."""


def fault_of_purpose(*, url: bool, demo: bool, production: bool, debug: bool, tests: bool) -> str:
    """What is wrong with what a process is for, before it touches anybody's data; empty when nothing is."""
    if production and (demo or debug or tests):
        other = "CQO_DEMO" if demo else "CQO_DEBUG" if debug else "CQO_TESTS"
        return f"CQO_PRODUCTION 与 {other} 不能同时启用。"
    if production and not url:
        return "正式运行（CQO_PRODUCTION=1）须用 DATABASE_URL 指定 PostgreSQL 服务器，不能使用内嵌数据库。"
    if url and not (demo or production or tests):
        return "已用 DATABASE_URL 指定服务器：请设置 CQO_PRODUCTION=1（正式运行）或 CQO_DEMO=1（演示）。"
    return ""


def refuse(fault: str) -> None:
    """Raise ``CannotStart`` with the fault, if there is one."""
    if fault:
        raise CannotStart(fault)


class Environment:
    """The process environment with one method per type."""

    def __init__(self, values: Mapping[str, str] | None = None) -> None:
        self.values = os.environ if values is None else values

    def text(self, name: str, default: str = "") -> str:
        """A string."""
        return self.values.get(name, default)

    def flag(self, name: str, default: bool = False) -> bool:
        """Yes or no, in the usual spellings."""
        raw = self.values.get(name)
        if raw is None:
            return default
        if raw.strip().lower() in TRUE | FALSE:
            return raw.strip().lower() in TRUE
        raise CannotStart(f"环境变量 {name} 应为 1 或 0，现为 {raw!r}。")

    def number(self, name: str, default: int) -> int:
        """A whole number."""
        raw = self.values.get(name, str(default))
        try:
            return int(raw)
        except ValueError:
            raise CannotStart(f"环境变量 {name} 应为整数，现为 {raw!r}。") from None

    def words(self, name: str, default: str = "") -> list[str]:
        """A comma-separated list."""
        return [word.strip() for word in self.values.get(name, default).split(",") if word.strip()]
