"""What the trail calls what the administrator does in the outbox."""

from django.utils.translation import gettext_lazy as _

from cqo_registry.audit import acts

acts.name("mail.", _("邮件"), {"send_again": _("重新发送邮件"), "cancel": _("取消发送邮件")})
