"""Verdict: the one answer of every rule and policy, with all of its reasons.

The form error, the tooltip of a disabled button, the refusal, the reviewer's checklist and the
audit line are all printed from the same verdict, so they can never tell different stories.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any, Self


class Severity(StrEnum):
    """How much a reason weighs: only BLOCK stops anything."""

    BLOCK = "block"
    WARN = "warn"
    INFO = "info"


@dataclass(frozen=True, slots=True)
class Reason:
    """One finding: a stable ``code``, an official sentence, the article it rests on."""

    code: str
    message: Any  # str or a lazy translation
    article: str = ""
    severity: Severity = Severity.BLOCK
    field: str = ""

    def as_json(self) -> dict[str, str]:
        """Plain values, for the stored verdict of a filing."""
        return {
            "code": self.code,
            "message": str(self.message),
            "article": self.article,
            "severity": self.severity.value,
            "field": self.field,
        }


class Refused(Exception):
    """An act was refused; ``verdict`` carries every reason."""

    def __init__(self, verdict: Verdict) -> None:
        self.verdict = verdict
        super().__init__("；".join(str(reason.message) for reason in verdict.blocking))


@dataclass(frozen=True, slots=True)
class Verdict:
    """Truthy when nothing blocks; warnings travel along either way."""

    reasons: tuple[Reason, ...] = ()

    @classmethod
    def unless(cls, *findings: object) -> Self:
        """A verdict from findings written as ``condition and Reason(...)``; falsy ones drop out."""
        return cls(tuple(found for found in findings if isinstance(found, Reason)))

    @classmethod
    def all_of(cls, verdicts: Iterable[Verdict]) -> Self:
        """Every reason of every verdict, in order."""
        return cls(tuple(reason for verdict in verdicts for reason in verdict.reasons))

    @classmethod
    def from_json(cls, rows: Iterable[dict[str, str]]) -> Self:
        """The verdict that was stored with ``as_json``."""
        return cls(
            tuple(
                Reason(
                    row["code"],
                    row["message"],
                    row.get("article", ""),
                    Severity(row["severity"]),
                    row.get("field", ""),
                )
                for row in rows
            )
        )

    @property
    def blocking(self) -> tuple[Reason, ...]:
        """The reasons that stop the act."""
        return tuple(reason for reason in self.reasons if reason.severity is Severity.BLOCK)

    @property
    def warnings(self) -> tuple[Reason, ...]:
        """The reasons that ask for attention and stop nothing."""
        return tuple(reason for reason in self.reasons if reason.severity is Severity.WARN)

    @property
    def passes(self) -> bool:
        """Whether nothing blocks."""
        return not self.blocking

    def __bool__(self) -> bool:
        return self.passes

    def __and__(self, other: Verdict) -> Verdict:
        return Verdict(self.reasons + other.reasons)

    def __iter__(self) -> Iterator[Reason]:
        return iter(self.reasons)

    def advice(self) -> Verdict:
        """The same findings where they stop nothing: what blocked only warns."""
        return Verdict(
            tuple(
                replace(reason, severity=Severity.WARN) if reason.severity is Severity.BLOCK else reason
                for reason in self.reasons
            )
        )

    def about(self, fields: Container[str]) -> Verdict:
        """Without the findings on a field that is not among ``fields``."""
        return Verdict(tuple(r for r in self.reasons if not r.field or r.field in fields))

    def require(self) -> None:
        """Raise ``Refused`` unless the verdict passes."""
        if not self:
            raise Refused(self)

    def as_json(self) -> list[dict[str, str]]:
        """The reasons as plain values."""
        return [reason.as_json() for reason in self.reasons]
