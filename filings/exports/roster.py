"""The roster (花名册) of either ledger as of any date (Art. 14), for whom it may be shown."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime
from typing import Any, NamedTuple

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from cqo_registry.casework import spelling
from cqo_registry.casework.criteria import Criterion
from cqo_registry.casework.download import Download, Exporter, Selection, export, read
from cqo_registry.core import crypto
from cqo_registry.core.crypto import Place
from cqo_registry.core.filling import beside
from cqo_registry.core.spreadsheets.columns import DATE, WHOLE, Column
from cqo_registry.directory.enums import EnterpriseType, SizeClass
from filings.enums import EducationLevel, FilingSource, PositionLevel, TitleLevel
from filings.exports import shared
from filings.models import Filing
from filings.models.filing import FilingQuerySet
from filings.models.filing_queryset import Tier, day_end

TITLE = _("首席质量官花名册")
TIERS = {"prefecture": _("地（市）备案台账"), "region": _("自治区备案台账")}

# In the order that bureaus use (domain §2), then the identity number and the days of the two tiers.
ROSTER = (
    Column(_("序号"), "number", width=7, format=WHOLE),
    Column(_("地市"), "office", width=12),
    Column(_("区县"), "county", width=12),
    Column(_("企业名称"), "enterprise_name", width=32),
    Column(_("统一社会信用代码"), "uscc", width=21),
    Column(_("行业"), "industry", width=24),
    Column(_("规模"), "size", width=8),
    Column(_("产品"), "products", width=32),
    Column(_("类别"), "categories", width=8),
    Column(_("姓名"), "cqo_name", width=14),
    Column(_("性别"), "sex", width=6),
    Column(_("职务"), "post", width=16),
    Column(_("学历"), "education", width=14),
    Column(_("职称"), "professional_title", width=14),
    Column(_("质量工作年限"), "quality_years", width=13, format=WHOLE),
    Column(_("手机"), "phone", width=14),
    Column(_("任命日期"), "effective_on", width=12, format=DATE),
    Column(_("备案日期"), "accepted_on", width=12, format=DATE),
    Column(_("备案号"), "filing_no", width=24),
    Column(_("参训情况"), "training", width=40),
    Column(_("备注"), "remarks", width=24),
    Column(_("证件号码"), "identity_no", width=21),
    Column(_("上报日期"), "forwarded_on", width=12, format=DATE),
    Column(_("入册日期"), "recorded_on", width=12, format=DATE),
)


class Record(NamedTuple):
    """What one row is made from; the names are the database's."""

    pk: int
    appointment__person: int | None
    office_name: str
    county__name: str | None
    enterprise_name: str
    enterprise__uscc: str
    industry: str
    officer_size: str
    size: str
    products: list[dict[str, Any]]
    categories: list[str]
    cqo_name: str
    sex: str
    other_post: str
    position_level: str
    education: str
    title_name: str
    title_level: str
    quality_work: list[dict[str, Any]]
    cqo_phone: str
    effective_on: date | None
    accepted_at: datetime | None
    filing_no: str
    figures_estimated: bool
    source: str
    enterprise_type: str
    enterprise__head_office: int | None
    forwarded_at: datetime | None
    recorded_at: datetime | None
    identity: str


def roster(
    filings: FilingQuerySet,
    exporter: Exporter,
    *,
    tier: Tier,
    as_of: date,
    area: str,
    criteria: Sequence[Criterion] = (),
) -> Download:
    """The roster of ``filings``, a ledger in the exporter's scope; raises ``Refused``."""
    selection = Selection(
        filings=filings,
        title=str(TITLE),
        area=area,
        as_of=as_of,
        about=f"{TITLE}（{TIERS[tier]}）",
        criteria=criteria,
        facts={"what": "roster", "tier": tier, "as_of": as_of.isoformat()},
    )
    return export(selection, exporter, ROSTER, lambda: rows(filings, as_of, exporter.identities))


def rows(filings: FilingQuerySet, as_of: date, identities: bool) -> Iterator[tuple[Any, ...]]:
    """The rows in the order of ``ROSTER``; each sealed number is opened only as its row is written."""
    until = day_end(as_of)
    identity = "identity_sealed" if identities else "identity_masked"
    show = _opened if identities else _masked
    fields = (*Record._fields[:-1], identity)
    records = map(Record._make, read(filings, fields, order="office_order"))
    filled = beside(records, "training", key=lambda record: record.appointment__person, as_of=as_of)
    for number, (record, training) in enumerate(filled, 1):
        yield (number, *_row(record, until, show, training))


def _row(record: Record, until: datetime, show: Callable[[Record], str], training: str) -> tuple[Any, ...]:
    return (
        record.office_name,
        record.county__name,
        record.enterprise_name,
        record.enterprise__uscc,
        spelling.industry(record.industry),
        spelling.label(SizeClass, record.officer_size or record.size),
        shared.product_names(record.products),
        "、".join(record.categories),
        record.cqo_name,
        shared.sex(record.sex),
        record.other_post or spelling.label(PositionLevel, record.position_level),
        spelling.label(EducationLevel, record.education),
        record.title_name or spelling.label(TitleLevel, record.title_level),
        shared.years(record.quality_work, record.effective_on),
        record.cqo_phone,
        record.effective_on,
        spelling.day(record.accepted_at, until),
        record.filing_no,
        training,
        _remarks(record),
        show(record),
        spelling.day(record.forwarded_at, until),
        spelling.day(record.recorded_at, until),
    )


def _masked(record: Record) -> str:
    return record.identity


def _opened(record: Record) -> str:
    return crypto.unseal(record.identity, Place(Filing._meta.db_table, record.pk, "identity_sealed"))


def _remarks(record: Record) -> str:
    remarks = (
        record.officer_size and gettext("规模由备案机关核定"),
        record.figures_estimated and gettext("规模数据为暂估"),
        record.source == FilingSource.PAPER and gettext("代录"),
        (record.enterprise_type == EnterpriseType.BRANCH or record.enterprise__head_office is not None)
        and gettext("分支机构"),
    )
    return "；".join(remark for remark in remarks if remark)
