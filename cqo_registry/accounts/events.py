"""What the packages above hear of accounts; a receiver runs in the transaction of the act."""

from django.dispatch import Signal

password_reset = Signal()  # user, by
