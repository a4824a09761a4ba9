"""Forms speak to people: what is missing or too long is said in a sentence of ours."""

from __future__ import annotations

from django import forms

from cqo_registry.accounts.forms.base import PlainForm


class Letter(PlainForm):
    title = forms.CharField(label="标题", max_length=5)
    site = forms.URLField(label="网址", max_length=20, required=False, assume_scheme="https")
    note = forms.CharField(label="说明", max_length=3, error_messages={"max_length": "说明最多三个字。"})


def test_an_overlong_text_is_told_its_length() -> None:
    form = Letter({"title": "六个字的标题", "site": "https://example.org/" + "a" * 9, "note": "四个字啊"})
    assert form.errors["title"] == ["最多 5 个字，现在有 6 个，请缩短。"]
    assert form.errors["site"] == ["最多 20 个字，现在有 29 个，请缩短。"]
    assert form.errors["note"] == ["说明最多三个字。"]


def test_a_text_of_just_the_length_passes() -> None:
    assert Letter({"title": "五个字标题", "note": "三个字"}).is_valid()


def test_a_missing_text_is_asked_for_by_name() -> None:
    assert Letter({}).errors["title"] == ["请填写标题。"]
