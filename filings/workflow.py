"""The table of a filing (Art. 13, 14): from draft to the regional ledger; and acts without a table."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from cqo_registry.audit import acts
from cqo_registry.casework.workflow import Transition, Workflow, nothing
from filings import facts, policies
from filings.enums import FilingStatus as S
from filings.models import Filing

SUBMIT = Transition(
    "submit",
    _("提交"),
    frozenset({S.DRAFT, S.RETURNED}),
    S.SUBMITTED,
    policies.may_file,
    facts.submittable,
    "14",
    noted=_("提交备案"),
)
WITHDRAW = Transition(
    "withdraw",
    _("撤回"),
    frozenset({S.SUBMITTED, S.RETURNED}),
    S.WITHDRAWN,
    policies.may_file,
    nothing,
    "14",
    noted=_("撤回备案"),
    releases=True,
)
CLOSE = Transition(
    "close",
    _("注销办结"),
    frozenset({S.SUBMITTED, S.RETURNED}),
    S.WITHDRAWN,
    policies.may_close,
    nothing,
    "14",
    noted=_("企业注销，终止办理"),
    needs_reason=True,
    releases=True,
)
RETURN = Transition(
    "return",
    _("退回补正"),
    frozenset({S.SUBMITTED}),
    S.RETURNED,
    policies.may_decide,
    nothing,
    "13",
    releases=True,
)
ACCEPT = Transition(
    "accept",
    _("予以备案"),
    frozenset({S.SUBMITTED}),
    S.ACCEPTED,
    policies.may_decide,
    facts.acceptable,
    "13",
    noted=_("受理并予以备案"),
    releases=True,
)
REFUSE = Transition(
    "refuse",
    _("不予备案"),
    frozenset({S.SUBMITTED}),
    S.REFUSED,
    policies.may_decide,
    facts.refusable,
    "13",
    needs_reason=True,
    releases=True,
)
FORWARD = Transition(
    "forward",
    _("上报"),
    frozenset({S.ACCEPTED}),
    S.FORWARDED,
    policies.may_forward,
    nothing,
    "14",
    noted=_("上报自治区局"),
)
RECORD = Transition(
    "record", _("入册"), frozenset({S.FORWARDED}), S.RECORDED, policies.may_record, nothing, "14"
)
QUERY = Transition(
    "query",
    _("提出疑问"),
    frozenset({S.FORWARDED}),
    S.QUERIED,
    policies.may_record,
    nothing,
    "13",
    needs_reason=True,
)
REPLY = Transition(
    "reply",
    _("答复疑问"),
    frozenset({S.QUERIED}),
    S.FORWARDED,
    policies.may_review,
    nothing,
    "13",
    needs_reason=True,
)

FILING = Workflow(
    "filing.",
    _("备案办理"),
    Filing,
    (SUBMIT, WITHDRAW, CLOSE, RETURN, ACCEPT, REFUSE, FORWARD, RECORD, QUERY, REPLY),
    also={
        "start": _("新建备案"),
        "save": _("保存备案"),
        "attach": _("上传附件"),
        "detach": _("删除附件"),
        "discard": _("删除草稿"),
        "claim": _("领取备案"),
        "release": _("放回队列"),
        "hand_over": _("移交经办"),
        "take_over": _("接手经办"),
        "set_size": _("核定企业规模"),
        "reroute": _("随企业移交"),
        "choose_changes": _("重新选择变更事项"),
        "exempt": _("登记任职条件豁免"),
        "bar": _("登记册发现不得担任情形"),
        "answer": _("说明补正事项"),
        "recalculate": _("重算期限"),
        "reveal_identity": _("查看完整证件号码"),
    },
    drafting=("start", "save", "attach", "detach", "discard"),
)

acts.name(
    "appointment.",
    _("任职"),
    {"end": _("任职结束"), "requalify": _("资格复核"), "resume": _("恢复在任")},
)
acts.name("person.", _("人员查询"), {"look_up": _("按证件号码查询人员")})
acts.name("batch.", _("上报批次"), {"create": _("生成上报批次")})
acts.name(
    "duty_report.",
    _("履职报告"),
    {
        "start": _("新建履职报告"),
        "save": _("保存履职报告"),
        "hand_in": _("提交履职报告"),
        "reopen": _("收回履职报告"),
    },
)
acts.name("interpretation.", _("条款解释"), {"publish": _("发布条款解释"), "end": _("截止条款解释")})
acts.name("roster.", _("导出"), {"export": _("导出花名册"), "export_failed": _("花名册导出中断")})
acts.name("list.", _("导出"), {"export": _("导出备案清单")})
