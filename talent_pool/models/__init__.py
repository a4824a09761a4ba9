"""The talent pool: nominations, memberships, assignments (Art. 15)."""

from talent_pool.models.assignment import Assignment
from talent_pool.models.membership import Membership
from talent_pool.models.nomination import Nomination

__all__ = ["Assignment", "Membership", "Nomination"]
