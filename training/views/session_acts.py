"""Acts on a session: publish, complete, cancel, delete a draft (Art. 16)."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from cqo_registry.accounts.access import REVIEWERS
from cqo_registry.casework.versions import version_of
from training.actions import sessions as actions
from training.forms.sessions import CancelForm
from training.views.acts import Act
from training.views.sessions import SessionPage


class SessionAct(Act, SessionPage):
    """A POST of the organiser on one session."""

    roles = REVIEWERS


class SessionOpenPage(SessionAct):
    """Offer a draft."""

    def act(self, row: Any, given: dict[str, Any]) -> tuple[Any, str]:
        """Publish it."""
        session = actions.open_session(row.pk, by=self.request.user, version=version_of(self.request))
        return _("已发布，培训班编号 %(number)s。") % {"number": session.number}, row.get_absolute_url()


class SessionCompletePage(SessionAct):
    """Close a session that was held."""

    def act(self, row: Any, given: dict[str, Any]) -> tuple[Any, str]:
        """Complete it."""
        actions.complete_session(row.pk, by=self.request.user, version=version_of(self.request))
        return _("已办理结业。"), row.get_absolute_url()


class SessionCancelPage(SessionAct):
    """Call a session off."""

    form_class = CancelForm

    def act(self, row: Any, given: dict[str, Any]) -> tuple[Any, str]:
        """Cancel it."""
        actions.cancel_session(
            row.pk, by=self.request.user, version=version_of(self.request), reason=given["reason"]
        )
        return _("已取消，已报名的企业会收到通知。"), row.get_absolute_url()


class SessionDiscardPage(SessionAct):
    """Delete a draft."""

    def act(self, row: Any, given: dict[str, Any]) -> tuple[Any, str]:
        """Delete it."""
        actions.discard_session(row.pk, by=self.request.user, version=version_of(self.request))
        return _("已删除筹备中的培训班。"), reverse("training:session_list")
