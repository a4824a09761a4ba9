"""Art. 6: the class by the statistics standard beside the one the enterprise states (decision D4)."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from cqo_registry.core.regulation import cites
from cqo_registry.core.verdicts import Reason, Severity, Verdict
from cqo_registry.directory.enums import SizeClass


@cites("6")
def check_stated(computed: str, stated: str, decided: str) -> Verdict:
    """A stated class that differs, and an industry without a standard that the office has to decide on."""
    return Verdict.unless(
        computed
        and stated
        and computed != stated
        and Reason(
            "size_differs",
            _("企业自报规模与按标准划型结果（%(size)s）不一致，任职条件按划型结果判定。")
            % {"size": SizeClass(computed).label},
            "6",
            Severity.WARN,
            "stated_size",
        ),
        computed == SizeClass.UNCLASSIFIED
        and not decided
        and Reason(
            "size_unclassified", _("该行业没有划型标准，由备案机关核定规模。"), "6", Severity.WARN, "industry"
        ),
    )
