"""What a decision asks beyond the articles on the person: nothing open, a size, a ground (Art. 6, 13, 21)."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _

from cqo_registry.core.regulation import cites
from cqo_registry.core.verdicts import Reason, Verdict
from cqo_registry.directory.enums import SizeClass


@cites("6", "21")
def check_exemptable(*, failing: bool) -> Verdict:
    """There is something of Art. 6 that the region could let pass; Art. 9 never is (decision D2)."""
    return Verdict.unless(
        not failing
        and Reason("nothing_to_exempt", _("这件备案没有不符合第六条任职条件的情形，无需豁免。"), "21")
    )


@cites("14")
def check_untouched(names: Iterable[str]) -> Verdict:
    """Every item of a return is corrected or answered; ``names`` are the fields that are neither."""
    return Verdict(
        tuple(
            Reason("untouched", _("这一项尚未补正，请修改或说明情况。"), "14", field=name) for name in names
        )
    )


@cites("6")
def check_size_decided(size: str) -> Verdict:
    """Whoever is judged by a size has one."""
    return Verdict.unless(
        size in ("", SizeClass.UNCLASSIFIED)
        and Reason("size_undecided", _("请先核定企业规模，再作出决定。"), "6", field="industry")
    )


@cites("13")
def check_nothing_open(*, open_items: bool) -> Verdict:
    """Nothing that was returned is still to be corrected."""
    return Verdict.unless(open_items and Reason("open_items", _("还有未补正的事项，不能予以备案。"), "13"))


@cites("6", "9", "13")
def check_ground(grounds: Iterable[Reason]) -> Verdict:
    """A refusal needs a ground of Art. 6 or Art. 9; anything else is returned for correction (D1)."""
    return Verdict.unless(
        not tuple(grounds)
        and Reason(
            "no_ground",
            _("只有不符合第六条任职条件或有第九条情形的，才能不予备案；其他问题请退回补正。"),
            "13",
        )
    )
