"""What an office does with an enterprise as a whole: hand it on, deregister it, name its head office."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext_lazy as _

from cqo_registry.accounts.access import REVIEWERS, ForRoles
from cqo_registry.accounts.forms.base import PlainForm
from cqo_registry.accounts.views.answers import carried_out, show_form
from cqo_registry.casework.versions import version_of
from cqo_registry.core.verdicts import Verdict
from cqo_registry.directory import policies
from cqo_registry.directory.models import Enterprise
from cqo_registry.directory.workflow import DEREGISTER, REINSTATE
from filings.actions import deregistering, moving
from filings.forms.moving import DeregisterForm, HeadOfficeForm, ReinstateForm, TransferForm


class EnterpriseActPage(ForRoles):
    """A form over one enterprise: GET shows what the act will do, POST carries it out."""

    roles = REVIEWERS
    title: ClassVar[Any]
    effects: ClassVar[tuple[Any, ...]]  # what happens, one sentence each
    label: ClassVar[Any]
    danger: ClassVar[bool] = False
    enterprise: Enterprise

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        """The form, or the enterprise's page, which says why not."""
        self.enterprise = self.find(pk)
        if not self.may():
            return redirect(self.enterprise)
        return self.page(self.form())

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Where the act leads, or the form with what is to be corrected."""
        self.enterprise = self.find(pk)
        form = self.form(request.POST)
        return carried_out(request, form, lambda: self.act(form)) or self.page(form)

    def find(self, pk: int) -> Enterprise:
        """The enterprise in the user's scope, or 404."""
        rows = Enterprise.objects.visible_to(self.request.user).select_related("authority", "head_office")
        return get_object_or_404(rows, pk=pk)

    def page(self, form: PlainForm) -> HttpResponse:
        """The form with what the act brings about."""
        return show_form(
            self.request, "filings/enterprise_act.html", form, enterprise=self.enterprise, act=self
        )

    @property
    def version(self) -> int:
        """The version the page was drawn from."""
        return version_of(self.request)

    def may(self) -> Verdict:
        """Whether the user may do it now."""
        raise NotImplementedError

    def form(self, data: Any = None) -> PlainForm:
        """The form of the act."""
        raise NotImplementedError

    def act(self, form: Any) -> str:
        """Carry it out and say where to go."""
        raise NotImplementedError


class TransferProposePage(EnterpriseActPage):
    """Offer the enterprise to another office (decision D14)."""

    title = _("移交企业")
    effects = (
        _("接收机关确认后生效；确认之前，企业和在办备案仍由原机关负责。"),
        _("生效后，在办备案转到接收机关，期限照原来的日期计算；备案编号和历史记录不变。"),
        _("将通知接收机关。"),
    )
    label = _("提出移交")

    def may(self) -> Verdict:
        """Its office or the region, while no move waits."""
        return policies.may_propose_transfer(self.request.user, self.enterprise)

    def form(self, data: Any = None) -> PlainForm:
        """Where to, and why."""
        return TransferForm(data, enterprise=self.enterprise)

    def act(self, form: TransferForm) -> str:
        """Propose, and show the move."""
        given = form.cleaned_data
        transfer = moving.propose(
            self.enterprise.pk,
            given["destination"],
            by=self.request.user,
            version=self.version,
            reason=given["reason"],
            county=given["county"],
        )
        messages.success(
            self.request, _("已提出移交，等待%(office)s确认。") % {"office": transfer.destination.name}
        )
        return transfer.get_absolute_url()


class DeregisterPage(EnterpriseActPage):
    """Note that the enterprise is gone (decision D29)."""

    title = _("登记企业注销")
    effects = (
        _("在任首席质量官自注销之日起离任，此后的台账不再列出该企业；历史记录全部保留。"),
        _("正在审核或退回补正的备案终止办理，待接收的移交取消。"),
        _("企业账号仍可登录，只能查看。将通知企业。"),
        _("登记有误时可以恢复；已终止的备案不能恢复，需由企业重新申报。"),
    )
    label = _("登记注销")
    danger = True

    def may(self) -> Verdict:
        """Its office or the region, once."""
        return DEREGISTER.may(self.enterprise, self.request.user)

    def form(self, data: Any = None) -> PlainForm:
        """Day and reason."""
        return DeregisterForm(data)

    def act(self, form: DeregisterForm) -> str:
        """Deregister, and show the enterprise."""
        given = form.cleaned_data
        enterprise = deregistering.deregister(
            self.enterprise.pk,
            given["deregistered_on"],
            by=self.request.user,
            version=self.version,
            reason=given["reason"],
        )
        messages.success(self.request, _("已登记注销。"))
        return enterprise.get_absolute_url()


class ReinstatePage(EnterpriseActPage):
    """Take a deregistration back."""

    title = _("恢复已注销企业")
    effects = (
        _("企业恢复为存续；因注销而离任的首席质量官恢复在任。"),
        _("因注销而终止的备案不能恢复，需由企业重新申报。"),
    )
    label = _("恢复")

    def may(self) -> Verdict:
        """Its office or the region, while it is deregistered."""
        return REINSTATE.may(self.enterprise, self.request.user)

    def form(self, data: Any = None) -> PlainForm:
        """The reason."""
        return ReinstateForm(data)

    def act(self, form: ReinstateForm) -> str:
        """Reinstate, and show the enterprise."""
        reason = form.cleaned_data["reason"]
        enterprise = deregistering.reinstate(
            self.enterprise.pk, by=self.request.user, version=self.version, reason=reason
        )
        messages.success(self.request, _("已恢复为存续。"))
        return enterprise.get_absolute_url()


class HeadOfficePage(EnterpriseActPage):
    """Say whose branch the enterprise is (decision D15)."""

    title = _("登记所属企业")
    effects = (_("登记后在各处标注“分支机构”；分支机构自行备案，单独统计。"),)
    label = _("保存")

    def may(self) -> Verdict:
        """Its office or the region."""
        return policies.may_set_head_office(self.request.user, self.enterprise)

    def form(self, data: Any = None) -> PlainForm:
        """The code of the head office."""
        head = self.enterprise.head_office
        return HeadOfficeForm(data, initial={"uscc": head.uscc if head else ""})

    def act(self, form: HeadOfficeForm) -> str:
        """Save, and show the enterprise."""
        enterprise = deregistering.set_head_office(
            self.enterprise.pk, form.head, by=self.request.user, version=self.version
        )
        messages.success(self.request, _("已保存所属企业。"))
        return enterprise.get_absolute_url()
