"""Art. 21: the days an interpretation of the region may carry."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext_lazy as _

from cqo_registry.core.regulation import ARTICLES, IN_FORCE_ON, cites
from cqo_registry.core.verdicts import Reason, Verdict


@cites("21", "22")
def check_interpretation(article: str, valid_from: date, valid_to: date | None) -> Verdict:
    """An article of the regulation, from a day on which it was in force, to a day not before that."""
    return Verdict.unless(
        article not in ARTICLES
        and Reason("unknown_article", _("请从列表中选择条款。"), "21", field="article"),
        valid_from < IN_FORCE_ON
        and Reason(
            "before_regulation",
            _("适用起始日期不能早于本办法施行之日（%(day)s）。") % {"day": IN_FORCE_ON},
            "22",
            field="valid_from",
        ),
        valid_to is not None
        and valid_to < valid_from
        and Reason("ends_first", _("适用截止日期不能早于起始日期。"), "21", field="valid_to"),
    )


@cites("21")
def check_ending(*, valid_from: date, valid_to: date | None, on: date, today: date) -> Verdict:
    """Whether an interpretation may hold until ``on``: decisions already rested on the days past."""
    return Verdict.unless(
        valid_to is not None
        and valid_to < today
        and Reason("ended", _("这项解释已经截止，不能再修改截止日期。"), "21", field="on"),
        on < today
        and Reason("in_the_past", _("截止日期不能早于今天，以前的办理已经依据这项解释。"), "21", field="on"),
        on < valid_from and Reason("ends_first", _("适用截止日期不能早于起始日期。"), "21", field="on"),
        valid_to is not None
        and today <= valid_to < on
        and Reason("longer", _("截止日期只能提前；需要延长的请另行发布解释。"), "21", field="on"),
    )
