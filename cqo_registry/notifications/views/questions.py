"""What is asked before a mail is taken out of the outbox."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from cqo_registry.core.confirming import asks
from cqo_registry.notifications.models import Mail

asks(
    "notices:mail_cancel", _("取消发送"), _("收件人不会收到这封邮件，以后可以重新发送。"), of=Mail, hurts=True
)
