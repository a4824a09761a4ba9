"""What the trail calls the acts on assessment sheets (Art. 19)."""

from django.utils.translation import gettext_lazy as _

from cqo_registry.audit import acts

GROUP = _("考核评价")
acts.name("snapshot.", GROUP, {"freeze": _("固定考核评价指标表")})
acts.name("weight.", GROUP, {"enter": _("登记指标权重")})
