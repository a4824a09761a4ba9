"""Addresses of the ledgers and of what is exported."""

from django.urls import path

from filings.views.differences import DifferenceExportPage, DifferencePage
from filings.views.exports import ListExportPage, RosterPage
from filings.views.ledgers import LedgerHomePage, LedgerPage
from filings.views.requalification import RequalificationPage, RequalifyPage
from filings.views.vacancies import VacancyExportPage, VacancyPage

ledger_urls = [
    path("ledgers/", LedgerHomePage.as_view(), name="ledger_home"),
    path("ledgers/difference/", DifferencePage.as_view(), name="ledger_difference"),
    path("ledgers/difference/list.xlsx", DifferenceExportPage.as_view(), name="ledger_difference_export"),
    path("ledgers/<slug:tier>/", LedgerPage.as_view(), name="ledger"),
    path("ledgers/<slug:tier>/roster.xlsx", RosterPage.as_view(), name="roster"),
    path("vacancies/", VacancyPage.as_view(), name="vacancies"),
    path("vacancies/list.xlsx", VacancyExportPage.as_view(), name="vacancies_export"),
    path("requalification/", RequalificationPage.as_view(), name="requalification"),
    path("requalification/<int:pk>/", RequalifyPage.as_view(), name="requalify"),
    path("list.xlsx", ListExportPage.as_view(), name="list_export"),
]
