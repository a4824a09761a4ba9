"""The question before an act that hurts: asked once by the server, so with and without JavaScript alike.

A matter enters its acts in ``QUESTIONS`` by the name of their address, with the button's word and what
follows. ``ask`` is called by the one door of all posted forms, after the form was found in order: whoever
has not said yes is shown the question with enterprise and person, and everything typed is kept.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ObjectDoesNotExist
from django.db import models
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _

from cqo_registry.core.verdicts import Refused, Verdict

ANSWER, CAME_FROM = "confirmed", "came_from"
YES, NO = "yes", "no"
ENTERPRISE = ("enterprise_name", "enterprise.name", "appointment.enterprise.name")
PERSON = (
    "cqo_name",
    "person_name",
    "person.name",
    "appointment.person.name",
    "membership.person.name",
    "applicant_name",
)
Given = Mapping[str, Any]  # of the address
Line = tuple[Any, Any]
Words = Any  # a text, or a function of request and address that makes one


@dataclass(frozen=True, slots=True)
class Question:
    """What the button says, what follows, and which lines name whom it is about."""

    act: Words
    follows: Words
    about: Callable[[Any, Given], Iterable[Line]]  # of a request that ``ForRoles`` let in
    hurts: bool = False
    when: Callable[[HttpRequest], bool] = lambda request: True  # a form may have harmless buttons too


class Unconfirmed(Exception):
    """The act waits for a yes."""

    def __init__(self, question: Question) -> None:
        self.question = question
        super().__init__("unconfirmed")


class TakenBack(Refused):
    """Somebody went back from the question: nothing was done, what was typed comes back."""

    def __init__(self) -> None:
        super().__init__(Verdict())


QUESTIONS: dict[str, Question] = {}


def asks(
    name: str,
    act: Words,
    follows: Words,
    *,
    of: type[models.Model] | None = None,
    about: Callable[[Any, Given], Iterable[Line]] | None = None,
    hurts: bool = False,
    when: Callable[[HttpRequest], bool] = lambda request: True,
) -> None:
    """Let the act at the address ``name`` be asked about; ``of`` is the model that ``pk`` stands for."""
    QUESTIONS[name] = Question(act, follows, about or _about(of), hurts, when)


def ask(request: HttpRequest) -> None:
    """Go on after a yes, or where nothing is asked. Raises ``Unconfirmed`` or ``TakenBack``."""
    match = request.resolver_match
    question = QUESTIONS.get(match.view_name) if match else None
    if question is None or not question.when(request):
        return
    answer = answer_of(request)
    if answer == NO:
        raise TakenBack
    if answer != YES:
        raise Unconfirmed(question)


def answer_of(request: HttpRequest) -> str:
    """What was answered; empty before the question was shown."""
    return request.POST.get(ANSWER, "")


def show_question(request: HttpRequest, question: Question) -> HttpResponse:
    """The page of the question, which sends everything typed again with the answer."""
    given: Given = request.resolver_match.kwargs if request.resolver_match else {}
    kept = [
        (name, value)
        for name, values in request.POST.lists()
        if name not in (ANSWER, CAME_FROM, "csrfmiddlewaretoken")
        for value in values
    ]
    context = {
        "act": _said(question.act, request, given),
        "follows": _said(question.follows, request, given),
        "about": [(label, value) for label, value in question.about(request, given) if value],
        "hurts": question.hurts,
        "kept": [*kept, (CAME_FROM, request.headers.get("referer", ""))],
        "action": request.get_full_path(),
    }
    return render(request, "confirm.html", context)


def went_back(request: HttpRequest) -> HttpResponse:
    """To the page of this site on which the act was begun."""
    origin = request.POST.get(CAME_FROM, "")
    safe = url_has_allowed_host_and_scheme(origin, {request.get_host()}, request.is_secure())
    return HttpResponseRedirect(origin if safe else "/")


def _said(words: Words, request: HttpRequest, given: Given) -> Any:
    return words(request, given) if callable(words) else words


def _about(model: type[models.Model] | None) -> Callable[[HttpRequest, Given], Iterable[Line]]:
    def lines(request: HttpRequest, given: Given) -> Iterable[Line]:
        if model is None:
            return []
        rows: Any = model._default_manager.all()
        if hasattr(rows, "visible_to"):
            rows = rows.visible_to(request.user)
        row = rows.filter(pk=given.get("pk")).first()
        return describe(row) if row is not None else []

    return lines


def describe(row: Any) -> list[Line]:
    """Enterprise and person of a row, as far as it has them; else what it is called itself."""
    lines = [
        (_("企业"), _first(row, *ENTERPRISE)),
        (
            _("人员"),
            _first(row, *PERSON),
        ),
    ]
    found = [(label, value) for label, value in lines if value]
    return found or [(row._meta.verbose_name, str(row))]


def _first(row: Any, *paths: str) -> str:
    """The first of the paths that leads to a text."""
    for path in paths:
        value: Any = row
        try:
            for part in path.split("."):
                value = getattr(value, part, None)
        except ObjectDoesNotExist:
            continue
        if value:
            return str(value)
    return ""
