"""The door of every form: what is typed is tidied before any field reads it.

Django asks the widget of each field for what was sent, and only text widgets carry typed text. So the
two kinds of them are told here, once, and no form, filter or field of this project or of a package can
forget it. A password is no text: it is taken as typed.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.forms import widgets

from cqo_registry.core.text import tidy, tidy_lines


def tidy_what_is_typed() -> None:
    """Let every text widget hand out tidy text; a text area keeps its line breaks."""
    _hand_out(widgets.Input, tidy)
    _hand_out(widgets.Textarea, tidy_lines)
    _hand_out(widgets.PasswordInput, str)


def _hand_out(widget: Any, through: Callable[[str], str]) -> None:
    def value_from_datadict(self: widgets.Widget, data: Any, files: Any, name: str) -> Any:
        value = widgets.Widget.value_from_datadict(self, data, files, name)
        return through(value) if isinstance(value, str) else value

    widget.value_from_datadict = value_from_datadict
