"""Addresses of institutions, plans and sessions (Art. 16)."""

from django.urls import path

from training.views import institution_documents, institutions, plan_lines, plans, session_acts, session_forms
from training.views.sessions import SessionExportPage, SessionListPage, SessionPage

institution_urls = [
    path("institutions/", institutions.InstitutionListPage.as_view(), name="institution_list"),
    path("institutions/export/", institutions.InstitutionExportPage.as_view(), name="institution_export"),
    path("institutions/new/", institutions.InstitutionCreatePage.as_view(), name="institution_create"),
    path("institutions/<int:pk>/", institutions.InstitutionPage.as_view(), name="institution_detail"),
    path("institutions/<int:pk>/edit/", institutions.InstitutionEditPage.as_view(), name="institution_edit"),
    path("institutions/<int:pk>/end/", institutions.InstitutionEndPage.as_view(), name="institution_end"),
    path(
        "institutions/<int:pk>/documents/",
        institution_documents.DocumentAddPage.as_view(),
        name="institution_document_add",
    ),
    path(
        "institution-documents/<int:pk>/",
        institution_documents.DocumentPage.as_view(),
        name="institution_document",
    ),
    path(
        "institution-documents/<int:pk>/remove/",
        institution_documents.DocumentRemovePage.as_view(),
        name="institution_document_remove",
    ),
]
plan_urls = [
    path("plans/", plans.PlanListPage.as_view(), name="plan_list"),
    path("plans/new/", plans.PlanCreatePage.as_view(), name="plan_create"),
    path("plans/<int:pk>/", plans.PlanPage.as_view(), name="plan_detail"),
    path("plans/<int:pk>/export/", plans.PlanExportPage.as_view(), name="plan_export"),
    path("plans/<int:pk>/edit/", plans.PlanEditPage.as_view(), name="plan_edit"),
    path("plans/<int:pk>/publish/", plans.PlanPublishPage.as_view(), name="plan_publish"),
    path("plans/<int:pk>/discard/", plans.PlanDiscardPage.as_view(), name="plan_discard"),
    path("plans/<int:pk>/lines/new/", plan_lines.LineCreatePage.as_view(), name="plan_line_create"),
    path("plan-lines/<int:pk>/", plan_lines.LineEditPage.as_view(), name="plan_line_edit"),
    path("plan-lines/<int:pk>/remove/", plan_lines.LineRemovePage.as_view(), name="plan_line_remove"),
    path("plan-lines/<int:pk>/people/", plan_lines.LinePeoplePage.as_view(), name="plan_line_people"),
    path(
        "plan-lines/<int:pk>/people/export/",
        plan_lines.LinePeopleExportPage.as_view(),
        name="plan_people_export",
    ),
]
session_urls = [
    *institution_urls,
    *plan_urls,
    path("sessions/", SessionListPage.as_view(), name="session_list"),
    path("sessions/export/", SessionExportPage.as_view(), name="session_export"),
    path("sessions/new/", session_forms.SessionCreatePage.as_view(), name="session_create"),
    path("sessions/<int:pk>/", SessionPage.as_view(), name="session_detail"),
    path("sessions/<int:pk>/edit/", session_forms.SessionEditPage.as_view(), name="session_edit"),
    path("sessions/<int:pk>/open/", session_acts.SessionOpenPage.as_view(), name="session_open"),
    path("sessions/<int:pk>/complete/", session_acts.SessionCompletePage.as_view(), name="session_complete"),
    path("sessions/<int:pk>/cancel/", session_acts.SessionCancelPage.as_view(), name="session_cancel"),
    path("sessions/<int:pk>/discard/", session_acts.SessionDiscardPage.as_view(), name="session_discard"),
]
