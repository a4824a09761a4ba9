"""What happened here and matters to the packages above: told inside the transaction of the act.

``filings`` knows nothing of training and of the talent pool; they connect to these in their ``apps.py``. A
receiver that fails takes the act back with it, so the register and what follows from it never part.
"""

from __future__ import annotations

from django.dispatch import Signal

bar_confirmed = Signal()  # sender=Disqualification, bar, by (Art. 9)
appointment_ended = Signal()  # sender=Appointment, appointment, by (Art. 14)
appointment_resumed = Signal()  # sender=Appointment, appointment, by: a deregistration was taken back
replacement_settled = Signal()  # sender=Replacement, replacement, by: the change was recorded (Art. 12)
