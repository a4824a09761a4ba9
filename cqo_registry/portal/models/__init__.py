"""What the top layer keeps: frozen assessment sheets and the region's weights (Art. 19)."""

from cqo_registry.portal.models.assessment import AssessmentSnapshot, IndicatorWeight

__all__ = ["AssessmentSnapshot", "IndicatorWeight"]
