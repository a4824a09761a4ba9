"""备案回执: the printed receipt of a filing in a ledger; it confirms and permits nothing (D1, D24)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from django.utils.translation import gettext as _

from cqo_registry.casework.papers import ReadRow, Row, comparison, day_words, frame, row
from cqo_registry.core.printing import qr_svg, render
from filings.enums import FilingKind, FilingSource
from filings.models import Filing


def receipt_pdf(filing: Filing, *, changes: Iterable[ReadRow], verify_url: str) -> bytes:
    """The receipt as PDF; ``changes`` are the fields a change filing changed, old beside new.

    Raises ``Unprintable`` when a character is in none of the fonts.
    """
    office = filing.authority
    data = {
        **frame(
            office,
            _("首席质量官备案回执"),
            title_bo="receipt_title_bo",
            subtitle=_("备案编号：%s") % filing.filing_no,
        ),
        "rows": list(_rows(filing)),
        "changes": comparison(changes),
        "paragraphs": [
            _("本回执只表明企业已经办理首席质量官备案，有关信息已记入备案台账。"),
            _("备案不是行政许可，不是对任职资格的认定，不作为从事生产经营活动的前提条件。"),
        ],
        "qr": qr_svg(verify_url),
        "qr_alt": _("查验二维码"),
        "verify_lines": [
            _("扫描二维码可查验本回执的真伪和现状。"),
            _("查验码：%s") % filing.receipt_code,
            _("也可在 %s 输入查验码。") % verify_url.rpartition("/")[0],
        ],
        "day": day_words(filing.accepted_at),
    }
    return render("receipt", data)


def _rows(filing: Filing) -> Iterator[Row]:
    """The facts of the receipt, the identity number masked."""
    yield row(_("企业名称"), filing.enterprise_name)
    yield row(_("统一社会信用代码"), filing.enterprise.uscc)
    yield row(_("首席质量官"), filing.cqo_name)
    if filing.cqo_name_bo:
        yield row(_("藏文姓名"), filing.cqo_name_bo, lang="bo")
    yield row(_("证件号码"), filing.identity_masked)
    kind = filing.get_kind_display()
    yield row(_("备案类型"), f"{kind}（{'、'.join(filing.change_labels)}）" if filing.change_types else kind)
    yield row(_("任命生效日期"), day_words(filing.effective_on))
    if filing.is_change:
        left = filing.kind == FilingKind.REMOVAL
        yield row(_("离任日期") if left else _("变更发生日期"), day_words(filing.changed_on))
    yield row(_("备案机关"), filing.authority.name)
    yield row(_("予以备案日期（地市台账）"), day_words(filing.accepted_at))
    yield row(_("入册日期（自治区台账）"), day_words(filing.recorded_at) or _("尚未入册"))
    yield row(_("适用规则版本"), filing.rule_set)
    for exemption in filing.exemptions.filter(identity_index=filing.identity_index):
        yield row(_("任职条件豁免"), _("自治区市场监督管理局 %s") % exemption.document_no)
    if filing.source == FilingSource.PAPER:
        received = day_words(filing.paper_received_on)
        yield row(_("来源"), _("备案机关根据 %s 收到的纸质材料代录") % received)
