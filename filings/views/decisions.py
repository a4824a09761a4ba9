"""The POSTs of the desk: each hands to one action and goes on to the next filing."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, ClassVar

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import add_never_cache_headers
from django.utils.translation import gettext_lazy as _

from cqo_registry.accounts.access import ENTERPRISE, OFFICE, REGION, REVIEWERS, ForRoles
from cqo_registry.accounts.once import once
from cqo_registry.accounts.views.answers import UNPROCESSABLE
from cqo_registry.casework.acts import carry_out
from cqo_registry.casework.versions import version_of
from cqo_registry.core.verdicts import Reason, Verdict
from cqo_registry.directory.enums import SizeClass
from filings import policies
from filings.actions import claiming, deciding, reporting, revealing
from filings.forms.decisions import RefuseForm, ReturnForm, RevealForm, SizeForm
from filings.models import Filing
from filings.views.desk import DeskForms, find, show_desk
from filings.views.queue import next_of


class Decision(ForRoles):
    """A POST on one filing of the officer's area."""

    roles = OFFICE
    http_method_names = ["post", "options"]
    filing: Filing

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Find in scope, then act at most once per served form."""
        self.filing = find(self.request.user, pk)
        return once(request, lambda: self.act(version_of(request)))

    def act(self, version: int) -> str:
        """Carry out the act and say where to go."""
        raise NotImplementedError

    def onwards(self, message: Any) -> str:
        """To the next filing that waits, or to the queue when none does."""
        messages.success(self.request, message)
        following = next_of(self.request.user, after=self.filing.pk)
        if following is None:
            messages.info(self.request, _("队列中没有其他待审核的备案。"))
            return reverse("filings:queue")
        messages.info(self.request, _("以下是队列中的下一件。"))
        return reverse("filings:desk", args=[following.pk])

    def desk(self) -> str:
        """Back to this filing's desk."""
        return reverse("filings:desk", args=[self.filing.pk])


class TypedDecision(Decision):
    """A decision with something typed, which stays on the page when the act is refused or outdated."""

    forms: DeskForms

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """As every decision, but a refusal shows the desk again with all that was typed."""
        self.filing = find(self.request.user, pk)
        self.forms = DeskForms.empty()
        return self.carried(request)

    def carried(self, request: HttpRequest) -> HttpResponse:
        """Carry it out, or the desk with what was typed and why not."""
        verdict = self.checked()
        if not verdict:
            self.forms.refused = verdict
            return self.again(UNPROCESSABLE)
        tried = carry_out(request, lambda: self.act(version_of(request)))
        self.forms.refused, self.forms.overtaken = tried.verdict, tried.overtaken
        return tried.answer or self.again(tried.status)

    def checked(self) -> Verdict:
        """Whether all that was typed is in order."""
        return self.read()

    def read(self) -> Verdict:
        """Bind the form, and say its faults."""
        raise NotImplementedError

    def again(self, status: int) -> HttpResponse:
        """The desk as it stands now, with the typed forms."""
        user = self.request.user
        return show_desk(self.request, user, find(user, self.filing.pk), forms=self.forms, status=status)


class DeskDecision(TypedDecision):
    """One of the decisions that share a form: none goes through over what was written for another."""

    own: ClassVar[str] = ""  # the slot of ``DeskForms`` that this decision takes

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Keep all that was written on the desk, whatever was pressed."""
        self.filing = find(self.request.user, pk)
        self.forms = DeskForms.empty()
        self.forms.returning = ReturnForm(request.POST)
        self.forms.refusing = RefuseForm.kept(request.POST)
        return self.carried(request)

    def checked(self) -> Verdict:
        """Read the own form; refuse while another decision is half written."""
        lines = len(self.forms.returning.touched) if self.own != "returning" else 0
        reason = self.own != "refusing" and self.request.POST.get("reason", "").strip()
        half_written = Verdict.unless(
            lines
            and Reason(
                "returns_written",
                _("页面上写有 %(count)d 项退回补正意见，尚未退回。请先选择“退回企业补正”，或者清除这些意见。")
                % {"count": lines},
            ),
            reason
            and Reason(
                "refusal_written", _("页面上写有不予备案的理由，尚未决定。请先选择“不予备案”，或者清空理由。")
            ),
        )
        return self.read() if half_written else half_written

    def read(self) -> Verdict:
        """Most take nothing but the press of the button."""
        return Verdict()


class ClaimPage(Decision):
    """Take a filing in hand."""

    def act(self, version: int) -> str:
        """Claim and open the desk."""
        claiming.claim(self.filing.pk, by=self.request.user, version=version)
        messages.success(self.request, _("已领取，这件备案由您经办。"))
        return self.desk()


class ReleasePage(DeskDecision):
    """Put a filing back."""

    def act(self, version: int) -> str:
        """Release and go to the queue."""
        claiming.release(self.filing.pk, by=self.request.user, version=version)
        messages.success(self.request, _("已放回队列，其他工作人员可以领取。"))
        return reverse("filings:queue")


class AcceptPage(DeskDecision):
    """Enter in the prefecture ledger; with ``forward=1`` report to the region at once."""

    def act(self, version: int) -> str:
        """Accept, and go on to the next filing."""
        forward = self.request.POST.get("forward") == "1"
        act: Callable[..., Filing] = reporting.accept_and_forward if forward else deciding.accept
        filing = act(self.filing.pk, by=self.request.user, version=version)
        done = (
            _("已予以备案并上报自治区，备案编号 %(no)s。") if forward else _("已予以备案，备案编号 %(no)s。")
        )
        return self.onwards(done % {"no": filing.filing_no})


class ReturnPage(DeskDecision):
    """Send back for correction with a comment per field."""

    own = "returning"

    def read(self) -> Verdict:
        """Every half-filled line is named at once."""
        return self.forms.returning.check()

    def act(self, version: int) -> str:
        """Return, and go on to the next filing."""
        comments = self.forms.returning.comments
        deciding.return_for_correction(self.filing.pk, comments, by=self.request.user, version=version)
        return self.onwards(
            _("已退回企业补正，共 %(count)d 项。") % {"count": len(comments)},
        )


class RefusePage(DeskDecision):
    """Decline for a ground of Art. 6 or 9."""

    own = "refusing"

    def read(self) -> Verdict:
        """The reason must be there."""
        self.forms.refusing = RefuseForm(self.request.POST)
        return faults_of(self.forms.refusing)

    def act(self, version: int) -> str:
        """Refuse, and go on to the next filing."""
        reason = self.forms.refusing.cleaned_data["reason"]
        deciding.refuse(self.filing.pk, by=self.request.user, version=version, reason=reason)
        return self.onwards(_("已决定不予备案，理由已告知企业。"))


class SizePage(TypedDecision):
    """Fix the size class where the standard gives none."""

    def read(self) -> Verdict:
        """Class and reason must be there."""
        self.forms.sizing = SizeForm(self.request.POST)
        return faults_of(self.forms.sizing)

    def act(self, version: int) -> str:
        """Set the class and stay on the desk."""
        given = self.forms.sizing.cleaned_data
        deciding.set_size(
            self.filing.pk,
            SizeClass(given["size"]),
            by=self.request.user,
            version=version,
            reason=given["reason"],
        )
        messages.success(self.request, _("已核定企业规模，任职条件已按核定结果重新判定。"))
        return self.desk()


def faults_of(form: Any) -> Verdict:
    """The messages of an invalid form, each with the field it stands at."""
    return Verdict(
        tuple(
            Reason("form", message, field=f"{form.name}-{name}")
            for name, found in form.errors.items()
            for message in found
        )
    )


class RevealPage(ForRoles):
    """Open an identity number: the answer shows it once, is not kept by any cache and has no address."""

    roles = (*ENTERPRISE, *REVIEWERS)
    http_method_names = ["post", "options"]

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """The number, or the form again with what is missing."""
        user = self.request.user
        filing = find(user, pk)
        policies.may_reveal_identity(user, filing).require()
        form = RevealForm(request.POST)
        number = ""
        if form.is_valid():
            number = revealing.reveal_identity(filing.pk, by=user, reason=form.cleaned_data["reason"])
        response = render(
            request,
            "filings/filing_reveal.html",
            {"filing": filing, "form": form, "number": number},
            status=200 if form.is_valid() else 422,
        )
        add_never_cache_headers(response)
        return response


class ForwardPage(Decision):
    """Report one accepted filing under a cover sheet of its own."""

    def act(self, version: int) -> str:
        """Forward, and show the cover sheet."""
        batch = reporting.forward([self.filing.pk], by=self.request.user)
        messages.success(self.request, _("已上报自治区，批次号 %(no)s。") % {"no": batch.number})
        return batch.get_absolute_url()


class RecordPage(Decision):
    """Enter one forwarded filing in the regional ledger."""

    roles = REGION

    def act(self, version: int) -> str:
        """Record, and go back to the arrivals."""
        reporting.record(self.filing.pk, by=self.request.user, version=version)
        messages.success(self.request, _("已入册：%(name)s。") % {"name": self.filing.enterprise_name})
        return reverse("filings:arrivals")
