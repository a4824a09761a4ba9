"""The template tags behind the shared components."""

from __future__ import annotations

from django import forms
from django.template import Context, Template
from django.template.loader import render_to_string
from django.utils.safestring import mark_safe

from cqo_registry.core.templatetags.cqo import article_label, article_title, form_errors, title_prefix
from cqo_registry.core.verdicts import Reason, Severity, Verdict


class Declaration(forms.Form):
    """A form with one control of each kind."""

    name = forms.CharField(label="姓名", error_messages={"required": "请填写姓名"})
    mode = forms.ChoiceField(
        label="任命方式", choices=[("a", "聘任"), ("b", "任命")], widget=forms.RadioSelect
    )

    def clean(self) -> None:
        """Always one error of the whole form."""
        raise forms.ValidationError("两项不一致")


def test_every_error_leads_to_its_field_and_a_group_to_its_first_choice() -> None:
    found = form_errors(Declaration({}))
    assert ("#id_name", "姓名", "请填写姓名") in found
    assert "#id_mode_0" in [error.href for error in found]
    assert ("", "", "两项不一致") in found


def test_errors_follow_the_page_and_not_the_order_of_the_checks() -> None:
    form = Declaration({"mode": "a"})
    form.is_valid()
    form.add_error("mode", "先检查的")
    form.errors["name"] = form.errors.pop("name")
    assert [error.label for error in form_errors(form)] == ["", "姓名", "任命方式"]


def test_the_errors_of_a_formset_are_those_of_its_rows() -> None:
    rows = forms.formset_factory(Declaration)(
        {"form-TOTAL_FORMS": "1", "form-INITIAL_FORMS": "0", "form-0-name": "次仁", "form-0-mode": "c"}
    )
    assert "#id_form-0-mode_0" in [error.href for error in form_errors(rows)]


def test_a_formset_without_its_management_form_says_so() -> None:
    assert form_errors(forms.formset_factory(Declaration)({}))


def test_a_form_that_was_not_sent_has_no_errors() -> None:
    assert form_errors(Declaration()) == []
    assert form_errors(None) == []
    assert title_prefix(Declaration()) == ""


def test_the_title_of_a_page_with_errors_begins_with_the_word() -> None:
    assert title_prefix(Declaration({})) == "错误："


def test_an_article_has_a_chip_and_a_subject() -> None:
    assert article_label("6") == "第6条"
    assert article_label("") == ""
    assert article_title("9") == "不得担任情形"
    assert article_title("99") == ""


def test_a_verdict_names_each_reason_with_its_article() -> None:
    verdict = Verdict(
        (Reason("education", "学历未达到任职条件", "6"), Reason("x", "请核对", severity=Severity.WARN))
    )
    html = render_to_string("components/_verdict.html", {"verdict": verdict, "title": "任职条件"})
    assert "verdict-block" in html
    assert "第6条" in html
    assert "verdict-warn" in html
    assert "verdict-pass" not in html


def test_a_clean_verdict_says_that_it_passes() -> None:
    assert "verdict-pass" in render_to_string(
        "components/_verdict.html", {"verdict": Verdict(), "title": "检查"}
    )


def test_a_refused_action_is_a_dead_button_that_says_why() -> None:
    verdict = Verdict((Reason("holder", "由他人办理中", "13"),))
    html = render_to_string("components/_action.html", {"verdict": verdict, "label": "予以备案"})
    assert 'aria-disabled="true"' in html
    assert html.count("由他人办理中") == 2
    assert "<form" not in html


def test_an_allowed_action_posts_the_version_it_was_seen_at() -> None:
    context = {
        "verdict": Verdict(),
        "label": "受理",
        "url": "/a/",
        "method": "post",
        "version": 0,
        "tone": "primary",
    }
    html = render_to_string("components/_action.html", {**context, "csrf_token": mark_safe("t" * 64)})
    assert 'name="version" value="0"' in html


def test_joined_lines_have_no_white_space_between_them_and_values_keep_theirs() -> None:
    lines = """{% load cqo %}<b>{% joined %}
      {% if a %}
        {{ a }}
      {% else %}
        一 二
      {% endif %}
      {% for each in many %}
        <i>{{ each }}</i>
      {% endfor %}
    {% endjoined %}</b>"""
    written = Template(lines)
    assert written.render(Context({"a": "甲\n 乙", "many": "丙丁"})) == "<b>甲\n 乙<i>丙</i><i>丁</i></b>"
    assert written.render(Context()) == "<b>一 二</b>"


def test_a_fact_names_what_stands_in_it() -> None:
    lines = '{% load cqo %}{% fact "编号" css="code" wide=True %}\n  <b>{{ no }}</b>\n{% endfact %}'
    html = Template(lines).render(Context({"no": "<1>"}))
    assert html == '<div class="fact-wide"><dt>编号</dt><dd class="code"><b>&lt;1&gt;</b></dd></div>'
    assert Template("{% load cqo %}{% fact a %}{% endfact %}").render(Context({"a": "<b>"})) == (
        "<div><dt>&lt;b&gt;</dt><dd></dd></div>"
    )


def test_an_action_carries_the_token_of_its_page_and_a_mark_of_its_own() -> None:
    lines = '{% load cqo %}{% action True url="/a/" label="受理" tone="primary" method="post" version=3 %}'
    html = Template(lines).render(Context({"csrf_token": "t" * 64}))
    assert "t" * 64 in html
    assert 'name="version" value="3"' in html
    assert html.count('type="hidden" name="form_token" value="') == 1
