"""The register of acts: what the trail calls everything that is done; each matter enters its own."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.apps import apps
from django.core.exceptions import FieldDoesNotExist

from cqo_registry.core.columns import choices_of

GROUPS: dict[str, Any] = {}  # of the filter of the audit list, by the first part of the acts' names
WORDS: dict[str, Any] = {}
DRAFTING: set[str] = set()  # what is done with a draft concerns its writer alone
_CHOSEN = ("status", "state", "size", "role")  # fields whose values a line may hold


def name(prefix: str, group: Any, words: Mapping[str, Any], *, drafting: Iterable[str] = ()) -> None:
    """Enter the acts of a matter; ``prefix`` stands before their names, ``filing.`` before ``accept``."""
    GROUPS.setdefault(prefix.partition(".")[0], group)
    WORDS.update({f"{prefix}{act}": said for act, said in words.items()})
    DRAFTING.update(f"{prefix}{act}" for act in drafting)


def act_label(action: str) -> str:
    """The official name of an act; its code when it has none."""
    return str(WORDS.get(action, action))


def value_label(target_type: str, value: str) -> str:
    """A value before or after as people call it: ``submitted`` of a filing reads 待审核."""
    try:
        model = apps.get_model(target_type)
    except (LookupError, ValueError):
        return value
    for field in _CHOSEN:
        try:
            labels = choices_of(model, field)
        except FieldDoesNotExist:
            continue
        if value in labels:
            return str(labels[value])
    return value


def target_label(target_type: str) -> str:
    """What kind of thing a line is about."""
    try:
        return str(apps.get_model(target_type)._meta.verbose_name)
    except (LookupError, ValueError):
        return target_type
