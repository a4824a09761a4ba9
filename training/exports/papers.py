"""Papers of a session: the attendance list, the code for the door, the certificate (Art. 16)."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from cqo_registry.casework.papers import day_words, frame, row
from cqo_registry.core.printing import qr_svg, render
from training.models import Enrolment, TrainingSession


def span_words(session: TrainingSession) -> str:
    """The days of a session as papers write them."""
    first, last = day_words(session.starts_on), day_words(session.ends_on)
    return first if first == last else _("%(first)s至%(last)s") % {"first": first, "last": last}


def attendance_pdf(session: TrainingSession) -> bytes:
    """The list of who has a seat, with a column for signatures, page by page with its head."""
    seated = session.enrolments.seated().select_related("enterprise", "authority").order_by("seat")
    data = {
        **frame(session.authority, _("集中培训签到表"), title_bo="name_bo", subtitle=session.title),
        "title_bo": "",
        "facts": [
            _("培训班编号：%s") % session.number,
            _("时间：%s") % span_words(session),
            _("地点：%s") % (session.place or _("线上")),
            _("学时：%s") % session.hours.normalize().to_eng_string(),
        ],
        "heads": [_("座位"), _("姓名"), _("人员类别"), _("企业"), _("备案机关"), _("签名")],
        "rows": [
            [
                str(each.seat),
                each.name,
                each.get_kind_display(),
                each.enterprise.name,
                each.authority.short_name,
                "",
            ]
            for each in seated
        ],
        "empty": _("还没有人报名。"),
    }
    return render("attendance", data)


def door_pdf(session: TrainingSession, *, address: str) -> bytes:
    """The code that hangs at the door, large enough to be scanned from a few steps away."""
    head = frame(session.authority, _("扫码签到"), title_bo="name_bo", subtitle=session.title)
    data = {
        **head,
        "title_bo": "",
        "qr": qr_svg(address),
        "qr_alt": _("签到二维码"),
        "lines": [
            span_words(session),
            session.place,
            _("用手机扫描二维码，以企业账号登录后确认到场人员；培训期间每人签到一次。"),
            _("没有企业账号的，请在签到表上签名。"),
        ],
    }
    return render("door", data)


def certificate_pdf(enrolment: Enrolment, *, verify_url: str) -> bytes:
    """培训合格证书 as PDF. Raises ``Unprintable`` when a character is in none of the fonts."""
    session = enrolment.session
    data: dict[str, Any] = {
        **frame(
            session.authority,
            _("培训合格证书"),
            title_bo="certificate_title_bo",
            subtitle=_("证书编号：%s") % enrolment.certificate_no,
        ),
        "name": enrolment.name,
        "body": _("于%(days)s参加“%(title)s”集中培训，实到 %(hours)s 学时，考核合格，特发此证。")
        % {
            "days": span_words(session),
            "title": session.title,
            "hours": f"{enrolment.attended_hours:f}".rstrip("0").rstrip("."),
        },
        "rows": [
            row(_("单位"), enrolment.enterprise.name),
            row(_("人员类别"), enrolment.get_kind_display()),
            row(_("培训班编号"), session.number),
            row(_("承办机构"), session.institution.name if session.institution else session.authority.name),
        ],
        "note": _("本证书依据《西藏自治区企业首席质量官管理办法（试行）》第十六条发放，不是任职资格的认定。"),
        "qr": qr_svg(verify_url),
        "qr_alt": _("查验二维码"),
        "verify_lines": [
            _("扫描二维码可查验本证书的真伪。"),
            _("查验码：%s") % enrolment.certificate_code,
            _("也可在 %s 输入查验码。") % verify_url.rpartition("/")[0],
        ],
        "day": day_words(enrolment.result_at),
    }
    return render("certificate", data)
