"""Write the state diagrams from the transition tables, or check that the written ones are current."""

from __future__ import annotations

import pkgutil
from collections.abc import Iterable, Iterator, Sequence
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Any

from django.apps import apps
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db.models import TextChoices

from filings import workflow, workflow_bars, workflow_replacement
from filings.enums import BarStatus, FilingStatus, ReplacementStatus
from filings.workflow import Transition

TARGET = Path("docs") / "states.md"
HEAD = """# The states of a filing

Generated from `filings/workflow.py` by `manage.py state_diagram`; do not edit by hand.

"""
SECOND = """
## The states of a replacement recommendation

From `filings/workflow_replacement.py` (Art. 12); `settle` is no button, the record of the change does it.

"""
THIRD = """
## The states of a bar

From `filings/workflow_bars.py` (Art. 9, decision D19); only a confirmed bar stops a filing.

"""


def diagram() -> str:
    """The Markdown page: of each table a Mermaid diagram and the same rows as a table."""
    filing = [*_drawn(workflow.TRANSITIONS, FilingStatus), *_rows(workflow.TRANSITIONS, FilingStatus)]
    table = workflow_replacement.TRANSITIONS
    replacement = [*_drawn(table, ReplacementStatus), *_rows(table, ReplacementStatus)]
    bars = [*_drawn(workflow_bars.TRANSITIONS, BarStatus), *_rows(workflow_bars.TRANSITIONS, BarStatus)]
    own = [HEAD + "\n".join(filing), SECOND + "\n".join(replacement), THIRD + "\n".join(bars)]
    return "\n".join([*own, *(_page_of(table) for table in tables_above()), ""])


def tables_above() -> Iterator[ModuleType]:
    """The tables of the packages above, found by the names of their files: this one knows none of them."""
    for app in sorted(apps.get_app_configs(), key=lambda config: config.name):
        names = [found.name for found in pkgutil.iter_modules([app.path])]
        for name in sorted(name for name in names if name.startswith("workflow_")):
            if app.name != "filings":
                yield import_module(f"{app.name}.{name}")


def _page_of(table: ModuleType) -> str:
    """A table under the name of its file, with the first line of its docstring."""
    transitions: Sequence[Transition] = table.TRANSITIONS
    statuses = type(transitions[0].target)
    path = table.__name__.replace(".", "/")
    head = f"\n## The states in `{path}.py`\n\n{(table.__doc__ or '').splitlines()[0]}\n"
    return "\n".join([head, *_drawn(transitions, statuses), *_rows(transitions, statuses)])


def _drawn(transitions: Sequence[Transition], statuses: type[TextChoices]) -> list[str]:
    lines = ["```mermaid", "stateDiagram-v2", f"    [*] --> {next(iter(statuses)).value}"]
    for transition in transitions:
        for source in _sources(transition.sources, statuses):
            lines.append(f"    {source} --> {transition.target.value}: {transition.name} {transition.label}")
    leaving = {source for transition in transitions for source in transition.sources}
    return [*lines, *(f"    {status.value} --> [*]" for status in statuses if status not in leaving), "```"]


def _rows(transitions: Sequence[Transition], statuses: type[TextChoices]) -> list[str]:
    lines = [
        "",
        "| act | label | from | to | who | asks | article |",
        "|---|---|---|---|---|---|---|",
    ]
    for transition in transitions:
        cells = (
            transition.name,
            transition.label,
            ", ".join(_sources(transition.sources, statuses)),
            transition.target.value,
            f"`{transition.policy.__name__}`",
            f"`{transition.fact.__name__}`",
            f"Art. {transition.article}",
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
