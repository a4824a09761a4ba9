"""What is asked before figures are frozen and weights entered (Art. 19)."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from cqo_registry.core.confirming import asks

asks("portal:snapshot_freeze", _("固定指标表"), _("固定后不能修改或者删除。"))
asks("portal:weights_enter", _("登记指标权重"), _("登记后不能修改，只能从新的日期起登记新的权重。"))
