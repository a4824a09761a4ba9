"""Addresses of the top layer."""

from django.urls import path

from cqo_registry.portal.views import (
    questions,  # noqa: F401 - enters what is asked before an act
    sheets,
    snapshots,
)
from cqo_registry.portal.views.analysis import AnalysisPage
from cqo_registry.portal.views.components import ComponentsPage
from cqo_registry.portal.views.health import health
from cqo_registry.portal.views.home import HomePage

app_name = "portal"
urlpatterns = [
    path("", HomePage.as_view(), name="home"),
    path("analysis/", AnalysisPage.as_view(), name="analysis"),
    path("components/", ComponentsPage.as_view(), name="components"),
    path("healthz", health, name="health"),
    path("assessment/", sheets.AssessmentPage.as_view(), name="assessment"),
    path("assessment/export/", sheets.AssessmentExportPage.as_view(), name="assessment_export"),
    path("assessment/print/", sheets.AssessmentPrintPage.as_view(), name="assessment_print"),
    path("assessment/lists/<slug:indicator>/", sheets.BehindPage.as_view(), name="behind"),
    path(
        "assessment/lists/<slug:indicator>/export/", sheets.BehindExportPage.as_view(), name="behind_export"
    ),
    path("assessment/weights/", snapshots.WeightPage.as_view(), name="weights"),
    path("assessment/weights/enter/", snapshots.WeightEnterPage.as_view(), name="weights_enter"),
    path("assessment/snapshots/", snapshots.SnapshotList.as_view(), name="snapshot_list"),
    path("assessment/snapshots/freeze/", snapshots.FreezePage.as_view(), name="snapshot_freeze"),
    path("assessment/snapshots/compare/", snapshots.ComparePage.as_view(), name="snapshot_compare"),
    path("assessment/snapshots/<int:pk>/", snapshots.SnapshotPage.as_view(), name="snapshot_detail"),
    path(
        "assessment/snapshots/<int:pk>/export/",
        snapshots.SnapshotExportPage.as_view(),
        name="snapshot_export",
    ),
    path(
        "assessment/snapshots/<int:pk>/print/", snapshots.SnapshotPrintPage.as_view(), name="snapshot_print"
    ),
    path("statistics/", sheets.StatisticsPage.as_view(), name="statistics"),
    path("statistics/export/", sheets.StatisticsExportPage.as_view(), name="statistics_export"),
    path("statistics/print/", sheets.StatisticsPrintPage.as_view(), name="statistics_print"),
]
