"""Lines in words."""

from __future__ import annotations

import ast
from pathlib import Path

from django.conf import settings

from cqo_registry.audit.acts import WORDS, act_label, target_label, value_label


def test_values_read_as_the_choices_of_what_they_are_about():
    assert value_label("filings.filing", "submitted") != "submitted"
    assert value_label("filings.filing", "large") == "大型"
    assert value_label("accounts.registration", "pending") == "待审核"
    assert value_label("accounts.user", "auditor") == "审计员"


def test_what_is_no_choice_stays_as_it_is():
    assert value_label("filings.filing", "扎西") == "扎西"
    assert value_label("gone.model", "x") == "x"
    assert value_label("nonsense", "x") == "x"
    assert target_label("accounts.user") == "用户"
    assert target_label("gone.model") == "gone.model"
    assert act_label("filing.accept") == "受理并予以备案"
    assert act_label("filing.unheard_of") == "filing.unheard_of"


def test_every_action_recorded_anywhere_has_a_name():
    recorded = {
        node.args[0].value
        for package in ("cqo_registry", "filings", "training", "talent_pool")
        for path in Path(settings.BASE_DIR, package).rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Call)
        and getattr(node.func, "attr", "") == "record"
        and node.args
        and isinstance(node.args[0], ast.Constant)
    }
    assert recorded <= set(WORDS)
