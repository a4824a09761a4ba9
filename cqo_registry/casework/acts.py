"""Acts on one row: its page shows those open to the reader, and the same class carries each of them out.

A matter declares its acts beside its page; address, form, question, sentence and button come from the
declaration. Whatever is refused or overtaken comes back on the row's page as typed, here and in no view.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, ClassVar, NoReturn, Protocol

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import URLPattern, path, reverse

from cqo_registry.accounts.access import ForRoles
from cqo_registry.accounts.enums import Role
from cqo_registry.accounts.forms.base import PlainForm
from cqo_registry.accounts.once import once
from cqo_registry.audit.models import AuditEvent
from cqo_registry.casework.versions import version_of
from cqo_registry.casework.workflow import Transition, Workflow
from cqo_registry.core import confirming
from cqo_registry.core.errors import Stale
from cqo_registry.core.verdicts import Refused, Verdict

POSTED = ["post", "options"]
REFUSED, OVERTAKEN = 422, 409
Words = Any  # a text, or a function of the row that makes one


class Posted(Protocol):
    """A form that can say why an act was refused."""

    def is_valid(self) -> bool: ...

    def add_reasons(self, verdict: Verdict) -> None: ...

    def add_error(self, field: Any, error: Any) -> None: ...


class NothingForm(PlainForm):
    """An act for which nothing is typed."""


@dataclass(frozen=True, slots=True)
class Act:
    """What one transition asks, does and says.

    ``verb`` is called with the key of the row, ``by``, ``version`` and what was typed; it returns the row
    that ``said`` is about and that is shown next. ``passes`` names what it calls otherwise than the form.
    ``follows`` makes the act ask first, as ``core.confirming`` does, and says what comes of it; ``asks``
    is its word there where the transition's label is too short, ``button`` that on its button. ``done`` tells
    a row on which the act only puts right what was entered before. An act that ``opens`` has a page of its
    own at its address, which the matter writes. ``knows`` is what its form calls the row, where it needs it.
    """

    transition: Transition
    verb: Callable[..., Any]
    roles: tuple[Role, ...]
    said: Words
    form: type[PlainForm] = NothingForm
    text: Any = ""
    hurts: bool = False
    follows: Any = ""
    asks: Any = ""
    button: Any = ""
    opens: bool = False
    passes: Mapping[str, str] = field(default_factory=dict)
    knows: str = ""
    initial: Callable[[Any], dict[str, Any]] = lambda row: {}
    done: Callable[[Any], bool] = lambda row: False
    leads: Callable[[Any], str] = lambda row: str(row.get_absolute_url())

    @property
    def name(self) -> str:
        """As its transition."""
        return self.transition.name

    def opened(self, row: Any, data: Any = None) -> PlainForm:
        """Its form over the row, bound to what was posted if there is any."""
        knows = {self.knows: row} if self.knows else {}
        return self.form(data, auto_id=f"{self.name}-%s", initial=self.initial(row), **knows)

    def carry(self, pk: int, request: Any, given: Mapping[str, Any]) -> str:
        """Do it, leave the sentence, and answer the address to go to."""
        named = {self.passes.get(name, name): value for name, value in given.items()}
        row = self.verb(pk, by=request.user, version=version_of(request), **named)
        messages.success(request, self.said(row) if callable(self.said) else self.said)
        return self.leads(row)


@dataclass(frozen=True, slots=True)
class Offer:
    """One act as the page offers it: live with its form, or why not; ``done`` stands folded at the end."""

    act: Act
    label: Any
    url: str
    form: PlainForm
    live: Verdict
    done: bool

    @property
    def name(self) -> str:
        """As its act."""
        return self.act.name

    @property
    def button(self) -> Any:
        """The word on its button."""
        return self.act.button or self.label

    @property
    def tone(self) -> str:
        """How its button looks: what hurts is outlined in red, what only puts right is no main step."""
        return "outline-danger" if self.act.hurts else "outline-primary" if self.done else "primary"

    @property
    def bare(self) -> bool:
        """Whether there is nothing to read or to type: it stands in the row of buttons."""
        return self.act.opens or (not self.act.text and not (self.live and self.form.fields))


@dataclass(frozen=True, slots=True)
class Attempt:
    """What came of a posted form: where to go, or None with what stood against it."""

    answer: HttpResponse | None
    fault: Refused | Stale | None = None

    @property
    def overtaken(self) -> bool:
        """Whether the row had changed since the page was opened."""
        return isinstance(self.fault, Stale)

    @property
    def row(self) -> Any:
        """The overtaken row as it stands now; None where nothing was overtaken."""
        return self.fault.row if isinstance(self.fault, Stale) else None

    @property
    def verdict(self) -> Verdict:
        """What refused it; empty where nothing did."""
        return self.fault.verdict if isinstance(self.fault, Refused) else Verdict()

    def give_up(self) -> NoReturn:
        """Raise what stood against it, for a page that has no form to show again."""
        raise self.fault or Refused(Verdict())

    @property
    def status(self) -> int:
        """Of the page that shows the form again: nothing was wrong where somebody just went back."""
        if self.overtaken:
            return OVERTAKEN
        return 200 if isinstance(self.fault, confirming.TakenBack) else REFUSED


def carry_out(request: HttpRequest, act: Callable[[], str]) -> Attempt:
    """Carry out ``act`` once for the posted form."""
    try:
        return Attempt(once(request, act))
    except (Refused, Stale) as fault:
        return Attempt(None, fault)


def attempt(request: HttpRequest, form: Posted, act: Callable[[], str], *, overtaken: Any = "") -> Attempt:
    """Carry out ``act`` once for a valid form; what refused it stands in the form afterwards.

    ``overtaken`` is the sentence of a form whose page has no place of its own for it.
    """
    if not form.is_valid():
        return Attempt(None)
    tried = carry_out(request, act)
    form.add_reasons(tried.verdict)
    if tried.overtaken and overtaken:
        form.add_error(None, str(overtaken))
    return tried


def typed(form: PlainForm | None) -> list[str]:
    """The texts of a form that is no longer shown: whoever typed them can still copy them."""
    fields = form if form is not None and form.is_bound else ()
    texts = [field.value() for field in fields if not isinstance(field.field, forms.ChoiceField)]
    return [text for text in texts if isinstance(text, str) and text.strip()]


class RowPage(ForRoles):
    """A row in the reader's scope with the acts open now; subclasses declare workflow, acts and template.

    ``address`` is the name of its acts' addresses before the act, and of the page's own before ``own``.
    """

    workflow: ClassVar[Workflow[Any]]
    acts: ClassVar[Sequence[Act]]
    address: ClassVar[str]
    template: ClassVar[str]
    own: ClassVar[str] = "_detail"  # what the page's own address ends in
    act: Act | None = None  # the one of this address; the page's own has none

    @classmethod
    def addresses(cls, folder: str) -> list[URLPattern]:
        """The page at ``folder/<pk>/`` and each act below it; an act with consequences asks first."""
        name = cls.address.partition(":")[2]
        found = [
            path(
                f"{folder}/<int:pk>/",
                cls.as_view(http_method_names=["get", "head", "options"]),
                name=f"{name}{cls.own}",
            )
        ]
        for act in cls.acts:
            if not act.opens:
                view = cls.as_view(act=act, roles=act.roles, http_method_names=POSTED)
                found.append(path(f"{folder}/<int:pk>/{act.name}/", view, name=f"{name}_{act.name}"))
            if act.follows:
                asked = act.asks or act.transition.label
                confirming.asks(
                    f"{cls.address}_{act.name}", asked, act.follows, of=cls.workflow.model, hurts=act.hurts
                )
        return found

    def find(self, pk: int) -> Any:
        """The row in the user's scope, or 404."""
        raise NotImplementedError

    def context(self, row: Any) -> dict[str, Any]:
        """What the page prints beside the acts."""
        raise NotImplementedError

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        """The page."""
        return self.show(self.find(pk))

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Carry the act out once, and go where it leads; else the page as it stands now."""
        act = self.act
        if act is None:
            return self.http_method_not_allowed(request)
        form = act.opened(self.find(pk), request.POST)
        tried = attempt(request, form, lambda: act.carry(pk, request, form.cleaned_data))
        return tried.answer or self.show(self.find(pk), form=form, tried=tried)

    def show(self, row: Any, *, form: PlainForm | None = None, tried: Attempt | None = None) -> HttpResponse:
        """The page; ``form`` is the one of the act that was refused, as typed."""
        offers = self.offers(row, form)
        context = {
            "row": row,
            "buttons": [offer for offer in offers if offer.bare],
            "acts": sorted((offer for offer in offers if not offer.bare), key=lambda offer: offer.done),
            "refused": form,
            # What was typed for an act that is over stays readable.
            "typed": typed(form) if self.act not in [offer.act for offer in offers] else [],
            "overtaken": tried is not None and tried.overtaken,
            "events": AuditEvent.objects.about(row),
            **self.context(row),
        }
        return render(self.request, self.template, context, status=tried.status if tried else 200)

    def offers(self, row: Any, form: PlainForm | None = None) -> list[Offer]:
        """The acts that are this reader's to do in this state, in the order of the workflow."""
        declared = {act.name: act for act in self.acts}
        return [
            self.offer(declared[transition.name], row, live, form)
            for transition, live in self.workflow.offered(row, self.request.user)
            if transition.name in declared
        ]

    def offer(self, act: Act, row: Any, live: Verdict, form: PlainForm | None) -> Offer:
        """The act with its form; the one that was refused keeps what was typed."""
        url = reverse(f"{self.address}_{act.name}", args=[row.pk])
        kept = form if form is not None and act is self.act else act.opened(row)
        return Offer(act, act.transition.label, url, kept, live, act.done(row))
