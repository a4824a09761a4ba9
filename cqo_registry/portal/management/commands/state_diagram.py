"""Write the state diagrams from the transition tables, or check that the written ones are current."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db.models import TextChoices

from cqo_registry.casework.workflow import WORKFLOWS, Workflow

TARGET = Path("docs") / "states.md"
HEAD = """# The states of every matter

Generated from the workflows by `manage.py state_diagram`; do not edit by hand. An act marked "by itself" has
no button: the register brings it about with another act.
"""


def diagram() -> str:
    """The Markdown page: of each workflow a Mermaid diagram and the same rows as a table."""
    in_order = sorted(WORKFLOWS, key=lambda workflow: workflow.model._meta.label_lower)
    return "\n".join([HEAD, *(_page_of(workflow) for workflow in in_order), ""])


def _page_of(workflow: Workflow[Any]) -> str:
    """One matter under the name of its rows."""
    statuses = type(workflow.rows[0].target)
    meta = workflow.model._meta
    head = f"\n## {meta.verbose_name} `{meta.label}`\n"
    return "\n".join([head, *_drawn(workflow, statuses), *_rows(workflow, statuses)])


def _drawn(transitions: Workflow[Any], statuses: type[TextChoices]) -> list[str]:
    lines = ["```mermaid", "stateDiagram-v2", f"    [*] --> {next(iter(statuses)).value}"]
    for transition in transitions:
        for source in _sources(transition.sources, statuses):
            lines.append(f"    {source} --> {transition.target.value}: {transition.name} {transition.label}")
    leaving = {source for transition in transitions for source in transition.sources}
    return [*lines, *(f"    {status.value} --> [*]" for status in statuses if status not in leaving), "```"]


def _rows(transitions: Workflow[Any], statuses: type[TextChoices]) -> list[str]:
    lines = [
        "",
        "| act | label | from | to | who | asks | article | |",
        "|---|---|---|---|---|---|---|---|",
    ]
    for transition in transitions:
        cells = (
            transition.name,
            transition.label,
            ", ".join(_sources(transition.sources, statuses)),
            transition.target.value,
            f"`{transition.policy.__name__}`",
            f"`{transition.fact.__name__}`",
            f"Art. {transition.article}" if transition.article else "",
            "by itself" if transition.by_itself else "",
        )
        lines.append("| " + " | ".join(str(cell) for cell in cells) + " |")
    return lines


def _sources(sources: Iterable[Any], statuses: type[TextChoices]) -> list[str]:
    return [status.value for status in statuses if status in sources]


class Command(BaseCommand):
    """``manage.py state_diagram [--check]``."""

    help = "Write docs/states.md from the transition tables, or check it."
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
