"""Addresses of this app."""

from django.urls import path

from cqo_registry.directory.views import enterprises, headings, imports

app_name = "directory"
urlpatterns = [
    path("enterprises/", enterprises.EnterpriseList.as_view(), name="enterprise_list"),
    path("enterprises/<int:pk>/", enterprises.EnterpriseDetail.as_view(), name="enterprise_detail"),
    path("imports/", imports.ImportList.as_view(), name="import_list"),
    path("imports/new/", imports.ImportCreate.as_view(), name="import_create"),
    path("imports/template.xlsx", imports.ImportTemplate.as_view(), name="import_template"),
    path("imports/<int:pk>/", imports.ImportReport.as_view(), name="import_report"),
    path("imports/<int:pk>/apply/", imports.ImportApply.as_view(), name="import_apply"),
    path("imports/<int:pk>/faults.xlsx", imports.ImportFaults.as_view(), name="import_faults"),
    path("headings/", headings.HeadingsPage.as_view(), name="headings"),
    path("headings/<int:pk>/", headings.HeadingsEdit.as_view(), name="headings_edit"),
]
