"""Tidy what is stored, and find it again: used by a migration and by ``manage.py tidy_text``."""

from __future__ import annotations

from typing import Any

from cqo_registry.core.stored_text import BATCH, Report, tidy_stored
from cqo_registry.core.text import folded
from cqo_registry.directory.facts import search_text


def tidy_everything(apps: Any, connection: Any) -> Report:
    """Tidy every typed column of the models in ``apps`` and what is searched with them."""
    report = tidy_stored(connection, apps.get_models())
    _search_anew(apps.get_model("directory", "Enterprise"), "name", "uscc")
    _search_anew(apps.get_model("talent_pool", "Membership"), "person__name", None)
    return report


def _search_anew(model: Any, name: str, code: str | None) -> None:
    """Compute the search column of the rows in which the name is not found as it is searched for."""
    limit = model._meta.get_field("search_text").max_length
    columns = ["pk", "search_text", name, *([code] if code else [])]
    for pk, stored, named, *codes in model.objects.order_by("pk").values_list(*columns).iterator(BATCH):
        if stored and not (folded(named) in stored and named.lower() in stored):
            model.objects.filter(pk=pk).update(search_text=search_text(named, *(codes or [""]))[:limit])
