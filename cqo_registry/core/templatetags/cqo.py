"""The project's own template tags: what the shared components need and templates cannot say."""

from __future__ import annotations

import re
import uuid
from collections.abc import Iterable
from typing import Any, NamedTuple, cast

from django import template
from django.conf import settings
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from cqo_registry.core.regulation import ARTICLES
from cqo_registry.core.tones import tone_of
from cqo_registry.core.verdicts import Verdict

register = template.Library()
LINE_END = re.compile(r"\s*\n\s*")


class FormError(NamedTuple):
    """One line of the error summary: where it leads, which field, what to do."""

    href: str
    label: str
    message: str


@register.filter
def form_errors(form: Any) -> list[FormError]:
    """Every error of a form or formset, in the order of the page, linked to its field."""
    if hasattr(form, "forms"):
        own = [FormError("", "", str(message)) for message in form.non_form_errors()]
        return own + [error for row in form.forms for error in form_errors(row)]
    if form is None or not hasattr(form, "errors"):
        return []
    place = {name: number for number, name in enumerate(form.fields)}
    names = sorted(form.errors, key=lambda name: place.get(name, -1))
    return [error for name in names for error in _errors_of(form, name)]


def _errors_of(form: Any, name: str) -> Iterable[FormError]:
    field = form[name] if name in form.fields else None
    href = f"#{_first_control(field)}" if field is not None else ""
    label = str(field.label).rstrip("。：") if field is not None else ""
    return [FormError(href, label, str(message)) for message in form.errors[name]]


def _first_control(field: Any) -> str:
    """The id that takes the focus: of a radio or checkbox group it is the first choice."""
    group = getattr(field.field.widget, "input_type", "") == "radio" or hasattr(
        field.field.widget, "add_id_index"
    )
    subwidgets = field.subwidgets if group else []
    return str(subwidgets[0].id_for_label or field.auto_id) if subwidgets else str(field.auto_id)


@register.filter
def article_label(article: str) -> str:
    """The chip of an article: ``"6"`` reads 第6条; nothing for no article."""
    return _("第%(article)s条") % {"article": article} if article else ""


@register.filter
def article_title(article: str) -> str:
    """What the article is about, for the chip's tooltip (empty if unknown)."""
    return str(ARTICLES.get(article, ""))


@register.filter
def tone(status: str) -> str:
    """The tone a status is shown in, for its class."""
    return tone_of(status)


@register.simple_tag
def session_seconds() -> int:
    """How long an untouched session lives, for the warning before it ends."""
    return int(settings.SESSION_COOKIE_AGE)


@register.simple_tag
def title_prefix(form: Any) -> str:
    """The words 错误： for the page title when the form has errors, so that they are heard first."""
    return _("错误：") if form_errors(form) else ""


@register.simple_tag
def form_token() -> str:
    """A fresh mark for one form: a second POST with it is answered with the first result."""
    return str(uuid.uuid4())


@register.simple_tag
def form_token_field() -> SafeString:
    """The mark of one form, as the hidden field that carries it."""
    return format_html('<input type="hidden" name="form_token" value="{}">', form_token())


@register.inclusion_tag("components/_action.html")
def action(
    verdict: Verdict | bool,
    *,
    url: str = "",
    label: str = "",
    tone: str = "",
    method: str = "get",
    version: int | None = None,
) -> dict[str, Any]:
    """A button for what the verdict allows, or a dead one that says why not."""
    return {
        "verdict": verdict,
        "url": url,
        "label": label,
        "tone": tone,
        "method": method,
        "version": version,
    }


@register.simple_block_tag
def fact(content: str, label: str, *, css: str = "", wide: bool = False) -> SafeString:
    """One line of a list of facts: its name, and what stands in the block."""
    return format_html(
        "<div{}><dt>{}</dt><dd{}>{}</dd></div>",
        format_html(' class="{}"', "fact-wide") if wide else "",
        label,
        format_html(' class="{}"', css) if css else "",
        mark_safe(content.strip()),
    )


class Joined(template.Node):
    """What stands between ``{% joined %}`` and ``{% endjoined %}``, its lines already joined."""

    def __init__(self, nodelist: template.NodeList) -> None:
        self.nodelist = nodelist

    def render(self, context: template.Context) -> SafeString:
        return self.nodelist.render(context)


@register.tag
def joined(parser: template.base.Parser, token: template.base.Token) -> Joined:
    """Join the lines of the template in it without white space: inside a sentence it would be seen.

    Done once, when the template is read, and to its own text alone: what a value brings stays as it is.
    """
    nodelist = parser.parse(("endjoined",))
    parser.delete_first_token()
    texts = cast("list[template.base.TextNode]", nodelist.get_nodes_by_type(template.base.TextNode))
    for text in texts:
        text.s = LINE_END.sub("", text.s)
    return Joined(nodelist)
