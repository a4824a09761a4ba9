"""Addresses of what the articles mean: interpretations, rule sets, exemptions (Art. 21)."""

from django.urls import path

from filings.views.exemptions import ExemptPage
from filings.views.interpretations import (
    InterpretationCreatePage,
    InterpretationEndPage,
    InterpretationListPage,
    InterpretationPage,
    RuleSetPage,
)

interpretation_urls = [
    path("interpretations/", InterpretationListPage.as_view(), name="interpretation_list"),
    path("interpretations/new/", InterpretationCreatePage.as_view(), name="interpretation_create"),
    path("interpretations/<int:pk>/", InterpretationPage.as_view(), name="interpretation_detail"),
    path("interpretations/<int:pk>/end/", InterpretationEndPage.as_view(), name="interpretation_end"),
    path("rules/", RuleSetPage.as_view(), name="rule_sets"),
    path("<int:pk>/exempt/", ExemptPage.as_view(), name="exempt"),
]
