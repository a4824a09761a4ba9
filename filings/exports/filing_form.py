"""备案表: the declaration on A4 for the seal, with a hash that ties the paper to the data (domain §7)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, Protocol

from django.utils.translation import gettext as _

from cqo_registry.casework.papers import ReadRow, Row, comparison, frame, read_row, row
from cqo_registry.core.printing import qr_svg, render
from filings.facts.papers import paper_hash
from filings.models import Filing


class ReadSection(Protocol):
    """One step of the declaration in official words."""

    @property
    def title(self) -> Any:
        """The heading of the step."""

    @property
    def rows(self) -> Sequence[ReadRow]:
        """Its fields."""


def paper_code(filing: Filing) -> str:
    """What the QR code of the form says; a scanner types it like a keyboard."""
    return f"CQO:{filing.pk}:{paper_hash(filing)}"


def grouped(digest: str) -> str:
    """A hash as people read it: ``1a2b-3c4d-5e6f-7a8b``."""
    return "-".join(digest[at : at + 4] for at in range(0, len(digest), 4))


def form_pdf(filing: Filing, *, sections: Iterable[ReadSection], changes: Iterable[ReadRow] = ()) -> bytes:
    """The form as PDF, every page with the hash; ``changes`` stand old beside new. Raises ``Unprintable``."""
    digest = grouped(paper_hash(filing))
    sections = list(sections)
    data = {
        **frame(
            filing.authority,
            _("企业首席质量官备案表"),
            title_bo="form_title_bo",
            subtitle=_subtitle(filing),
            foot=_("校验码 %s（各页应当一致）") % digest,
        ),
        "uscc": row(_("统一社会信用代码"), filing.enterprise.uscc),
        "sections": [found for section in sections if (found := _section(section))["rows"]],
        "changes": comparison(changes),
        "materials": _materials(sections),
        "pledge": _pledge(sections),
        "opinions": _opinions(filing),
        "qr": qr_svg(paper_code(filing)),
        "qr_alt": _("校验二维码"),
        "check_lines": [
            _("校验码：%s") % digest,
            _("备案机关扫描二维码或输入校验码，可核对本表与系统中的申报内容是否一致。"),
            _("打印后又修改申报内容的，请重新打印、盖章。证件号码在系统中加密保存，此处隐去部分数字。"),
        ],
    }
    return render("form", data)


def _subtitle(filing: Filing) -> str:
    kind = filing.get_kind_display()
    return f"{kind}（{'、'.join(filing.change_labels)}）" if filing.change_types else str(kind)


def _section(section: ReadSection) -> Row:
    """The fields of a step, without documents and pledges, which stand at the end."""
    rows = [read_row(each) for each in section.rows if not each.name.startswith(("attachment_", "declares_"))]
    return {"title": str(section.title), "rows": rows}


def _asked(sections: Iterable[ReadSection], prefix: str) -> list[str]:
    """The required fields of a group by name; an optional document is not asked for on paper."""
    return [
        each.label
        for section in sections
        for each in section.rows
        if each.name.startswith(prefix) and each.required
    ]


def _materials(sections: Iterable[ReadSection]) -> Row:
    return row(_("应随附的材料"), "、".join(_asked(sections, "attachment_")))


def _pledge(sections: Iterable[ReadSection]) -> Row:
    """The declarations of Art. 6 and 9 with the place for the signature."""
    return {
        "title": _("承诺"),
        "items": _asked(sections, "declares_"),
        "signatures": [_("首席质量官签字："), _("法定代表人或主要负责人签字：")],
        "day": _("年　　月　　日"),
    }


def _opinions(filing: Filing) -> list[Row]:
    day, seal = _("年　　月　　日"), _("（盖章）")
    return [
        {"label": _("企业意见"), "lines": [_("以上内容属实，同意报送备案。")], "seal": seal, "day": day},
        {"label": _("备案机关意见"), "lines": [], "seal": seal, "day": day},
    ]
