"""What is asked before an act on filings, bars, letters and enterprises, and what follows from it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from cqo_registry.core.confirming import Given, Line, asks
from cqo_registry.directory.models import Enterprise
from filings.models import DutyReport, Filing, Interpretation
from filings.views.batches import ticked

NAMED = 3  # of many rows


def _forwards(request: HttpRequest) -> bool:
    return request.POST.get("forward") == "1"


def _accept(request: HttpRequest, given: Given) -> Any:
    return gettext("予以备案并上报") if _forwards(request) else gettext("予以备案")


def _accepted(request: HttpRequest, given: Given) -> Any:
    entered = gettext("将编定备案编号、生成备案回执并列入地（市）台账，企业备案人员会收到通知。")
    return entered + gettext("同时上报自治区局。") if _forwards(request) else entered


def _of_many(request: Any, given: Given) -> Iterable[Line]:
    """How many rows, and the first of them by name."""
    names = [filing.enterprise_name for filing in ticked(request, request.user)]
    first = "、".join(names[:NAMED])
    more = gettext("%(first)s等") % {"first": first} if len(names) > NAMED else first
    return [(gettext("件数"), str(len(names))), (gettext("企业"), more)]


asks("filings:accept", _accept, _accepted, of=Filing)
asks(
    "filings:refuse",
    _("不予备案"),
    _("企业备案人员会收到通知并看到理由，这件备案随即办结，决定后不能恢复。"),
    of=Filing,
    hurts=True,
)
asks("filings:record", _("入册"), _("将列入自治区台账，入册后不能撤销。"), of=Filing)
asks("filings:record_many", _("批量入册"), _("将逐件列入自治区台账，入册后不能撤销。"), about=_of_many)
asks(
    "filings:exempt",
    _("登记豁免"),
    _("备案机关将据此放行所列任职条件，登记后不能撤销。"),
    of=Filing,
    hurts=True,
)
asks(
    "filings:withdraw",
    _("撤回备案"),
    _("备案机关不再审核这件备案，以后须重新填报。"),
    of=Filing,
    hurts=True,
)
asks(
    "filings:interpretation_end",
    _("截止条款解释"),
    _("到期后不再适用，截止日期不能再改。"),
    of=Interpretation,
    hurts=True,
)
asks(
    "filings:duty_report_reopen",
    _("收回履职报告"),
    _("再次提交之前，备案机关看不到这份报告。"),
    of=DutyReport,
)
asks(
    "filings:deregister",
    _("登记注销"),
    _("在任首席质量官的任职随之结束，在办备案终止，企业账号只能查阅。登记有误的可以恢复。"),
    of=Enterprise,
    hurts=True,
)
asks(
    "filings:reinstate",
    _("恢复企业"),
    _("因注销而结束的任职随之恢复，已终止的备案不恢复。"),
    of=Enterprise,
)
asks(
    "filings:absence",
    _("移交全部备案"),
    _("所选人员经办的备案全部移交，接手的同事会收到通知。"),
    about=lambda request, given: [],
)
asks(
    "filings:duty_report_edit",
    _("提交履职报告"),
    _("备案机关和自治区局可以查阅，需要修改时可以收回。"),
    of=DutyReport,
    when=lambda request: request.POST.get("action") == "hand_in",
)
