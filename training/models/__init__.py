"""Training, funds, activities and experience: chapter five of the regulation (Art. 16–18, 20)."""

from training.models.activity import Activity, ActivityPicture
from training.models.certificate import CertificateCheck
from training.models.enrolment import Enrolment
from training.models.experience import Experience, ExperiencePicture
from training.models.funding import Budget, Spending
from training.models.institution import Institution, InstitutionDocument
from training.models.invitation import TrainingInvitation
from training.models.plan import PlanItem, TrainingPlan
from training.models.session import TrainingSession

__all__ = [
    "Activity",
    "ActivityPicture",
    "Budget",
    "CertificateCheck",
    "Enrolment",
    "Experience",
    "ExperiencePicture",
    "Institution",
    "InstitutionDocument",
    "PlanItem",
    "Spending",
    "TrainingInvitation",
    "TrainingPlan",
    "TrainingSession",
]
