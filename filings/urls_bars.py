"""Addresses of the Art. 9 register."""

from django.urls import path

from filings.views.bar_proposal import BarProposeForPage, BarProposePage
from filings.views.bars import (
    BarConfirmPage,
    BarDeclinePage,
    BarEvidencePage,
    BarLiftPage,
    BarListPage,
    BarNotifyPage,
    BarPage,
    BarStatementPage,
)

bar_urls = [
    path("bars/", BarListPage.as_view(), name="bar_list"),
    path("bars/new/", BarProposePage.as_view(), name="bar_propose"),
    path("bars/new/<int:pk>/", BarProposeForPage.as_view(), name="bar_propose_for"),
    path("bars/<int:pk>/", BarPage.as_view(), name="bar_detail"),
    path("bars/<int:pk>/evidence/", BarEvidencePage.as_view(), name="bar_evidence"),
    path("bars/<int:pk>/notify/", BarNotifyPage.as_view(), name="bar_notify"),
    path("bars/<int:pk>/hear/", BarStatementPage.as_view(), name="bar_hear"),
    path("bars/<int:pk>/confirm/", BarConfirmPage.as_view(), name="bar_confirm"),
    path("bars/<int:pk>/decline/", BarDeclinePage.as_view(), name="bar_decline"),
    path("bars/<int:pk>/lift/", BarLiftPage.as_view(), name="bar_lift"),
]
