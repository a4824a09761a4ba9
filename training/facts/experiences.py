"""What is known of a typical experience before it moves (Art. 18, 20)."""

from __future__ import annotations

from cqo_registry.core.verdicts import Verdict
from training.enums import ExperienceStatus
from training.models import Experience
from training.rules import experiences as rules


def ready(experience: Experience) -> Verdict:
    """Whether everything is written that goes up."""
    return rules.check_ready(experience.title, experience.summary, experience.body)


def editable(experience: Experience) -> Verdict:
    """Whether the text is still, or again, in its author's hands."""
    return rules.check_editable(ExperienceStatus(experience.status))


def copyable(experience: Experience) -> Verdict:
    """Whether its way has ended, so that its text may begin a new one."""
    return rules.check_copyable(ExperienceStatus(experience.status))
