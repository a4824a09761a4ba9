"""Addresses of the Art. 9 register."""

from django.urls import path

from filings.views.bar_proposal import BarProposeForPage, BarProposePage
from filings.views.bars import BarEvidencePage, BarListPage, BarPage

bar_urls = [
    path("bars/", BarListPage.as_view(), name="bar_list"),
    path("bars/new/", BarProposePage.as_view(), name="bar_propose"),
    path("bars/new/<int:pk>/", BarProposeForPage.as_view(), name="bar_propose_for"),
    path("bars/<int:pk>/evidence/", BarEvidencePage.as_view(), name="bar_evidence"),
    *BarPage.addresses("bars"),
]
