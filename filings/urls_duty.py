"""Addresses of duty reports (Art. 7, 8, 10, 11)."""

from django.urls import path

from filings.views.duty_reports import (
    DutyDocumentPage,
    DutyReportEditPage,
    DutyReportExportPage,
    DutyReportListPage,
    DutyReportPage,
    DutyReportReopenPage,
    DutyReportStartPage,
)

duty_urls = [
    path("duty-reports/", DutyReportListPage.as_view(), name="duty_report_list"),
    path("duty-reports/export/", DutyReportExportPage.as_view(), name="duty_report_export"),
    path("duty-reports/start/", DutyReportStartPage.as_view(), name="duty_report_start"),
    path("duty-reports/<int:pk>/", DutyReportPage.as_view(), name="duty_report_detail"),
    path("duty-reports/<int:pk>/edit/", DutyReportEditPage.as_view(), name="duty_report_edit"),
    path("duty-reports/<int:pk>/reopen/", DutyReportReopenPage.as_view(), name="duty_report_reopen"),
    path("duty-reports/<int:pk>/document/", DutyDocumentPage.as_view(), name="duty_report_document"),
]
