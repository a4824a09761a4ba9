"""Write the state diagram of a filing from the transition table, or check that the written one is current."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from filings.enums import FilingStatus
from filings.workflow import TRANSITIONS

TARGET = Path("docs") / "states.md"
HEAD = """# The states of a filing

Generated from `filings/workflow.py` by `manage.py state_diagram`; do not edit by hand.

"""


def diagram() -> str:
    """The Markdown page: a Mermaid diagram and the same rows as a table."""
    lines = ["```mermaid", "stateDiagram-v2", "    [*] --> draft"]
    for transition in TRANSITIONS:
        for source in _sources(transition.sources):
            lines.append(f"    {source} --> {transition.target.value}: {transition.name} {transition.label}")
    leaving = {source for transition in TRANSITIONS for source in transition.sources}
    lines += [f"    {status.value} --> [*]" for status in FilingStatus if status not in leaving]
    lines += [
        "```",
        "",
        "| act | label | from | to | who | asks | article |",
        "|---|---|---|---|---|---|---|",
    ]
    for transition in TRANSITIONS:
        cells = (
            transition.name,
            transition.label,
            ", ".join(_sources(transition.sources)),
            transition.target.value,
            f"`{transition.policy.__name__}`",
            f"`{transition.fact.__name__}`",
            f"Art. {transition.article}",
        )
        lines.append("| " + " | ".join(str(cell) for cell in cells) + " |")
    return HEAD + "\n".join(lines) + "\n"


def _sources(sources: frozenset[FilingStatus]) -> list[str]:
    return [status.value for status in FilingStatus if status in sources]


class Command(BaseCommand):
    """``manage.py state_diagram [--check]``."""

    help = "Write docs/states.md from the transition table, or check it."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        """``--check`` compares and writes nothing."""
        parser.add_argument("--check", action="store_true")

    def handle(self, *args: Any, **options: Any) -> None:
        """Write or compare."""
        path = settings.BASE_DIR / TARGET
        if not options["check"]:
            path.write_text(diagram(), encoding="utf-8")
        elif not path.exists() or path.read_text(encoding="utf-8") != diagram():
            raise CommandError(f"{TARGET} is not current: run manage.py state_diagram")
