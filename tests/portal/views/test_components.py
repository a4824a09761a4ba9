"""The catalogue of components: whole, and only where pages are built."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from cqo_registry.portal.views.components import examples
from tests import factories

FRAME = {"_navigation", "_navigation_items", "_script_texts", "_signed_in"}  # on every page
INSIDE = {"_filter_buttons"}  # shown in another


def page(*, signed_in: bool = True):
    client = Client()
    if signed_in:
        client.force_login(factories.officer(), backend="django.contrib.auth.backends.ModelBackend")
    return client.get(reverse("portal:components"))


def test_every_component_is_in_the_catalogue_once():
    files = {path.stem for path in (Path(settings.BASE_DIR) / "templates" / "components").glob("*.html")}
    names = [example.name for example in examples()]
    assert sorted(names) == sorted(files - FRAME - INSIDE)


@pytest.mark.django_db
@pytest.mark.parametrize("mode", ["DEMO", "DEBUG"])
def test_the_catalogue_draws_every_component(mode: str, settings):
    setattr(settings, mode, True)
    html = page().content.decode()
    for example in examples():
        assert f'id="component{example.name}"' in html
    for seen in ("tone-waiting", "逾期 3 天", "学历不符合任职条件", "chart-columns", "请填写企业名称"):
        assert seen in html


@pytest.mark.django_db
def test_no_catalogue_is_served_in_earnest():
    assert page().status_code == 404
    assert page(signed_in=False).status_code == 302
