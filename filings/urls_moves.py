"""Addresses of an enterprise's moves: between offices, out of the register, and paper filings."""

from django.urls import path

from filings.views.entering import PaperStartPage
from filings.views.enterprise_acts import (
    DeregisterPage,
    HeadOfficePage,
    ReinstatePage,
    TransferProposePage,
)
from filings.views.transfers import TransferListPage, TransferPage

move_urls = [
    path("paper/", PaperStartPage.as_view(), name="paper_start"),
    path("transfers/", TransferListPage.as_view(), name="transfer_list"),
    *TransferPage.addresses("transfers"),
    path("enterprises/<int:pk>/transfer/", TransferProposePage.as_view(), name="transfer_propose"),
    path("enterprises/<int:pk>/deregister/", DeregisterPage.as_view(), name="deregister"),
    path("enterprises/<int:pk>/reinstate/", ReinstatePage.as_view(), name="reinstate"),
    path("enterprises/<int:pk>/head-office/", HeadOfficePage.as_view(), name="head_office"),
]
