"""Who may sign in, and how they come to an account."""

from cqo_registry.accounts.models.form_token import FormToken
from cqo_registry.accounts.models.membership import Invitation, Registration
from cqo_registry.accounts.models.user import User

__all__ = ["FormToken", "Invitation", "Registration", "User"]
