"""Addresses of the assignments."""

from django.urls import path

from talent_pool.views.assignments import (
    AcceptPage,
    AssignmentExport,
    AssignmentList,
    AssignmentNew,
    AssignmentPage,
    CancelPage,
    DonePage,
    RecusePage,
    TurnDownPage,
)

assignment_urls = [
    path("assignments/", AssignmentList.as_view(), name="assignment_list"),
    path("assignments/export/", AssignmentExport.as_view(), name="assignment_export"),
    path("assignments/new/", AssignmentNew.as_view(), name="assignment_new"),
    path("assignments/<int:pk>/", AssignmentPage.as_view(), name="assignment_detail"),
    path("assignments/<int:pk>/accept/", AcceptPage.as_view(), name="assignment_accept"),
    path("assignments/<int:pk>/decline/", TurnDownPage.as_view(), name="assignment_decline"),
    path("assignments/<int:pk>/recuse/", RecusePage.as_view(), name="assignment_recuse"),
    path("assignments/<int:pk>/done/", DonePage.as_view(), name="assignment_done"),
    path("assignments/<int:pk>/cancel/", CancelPage.as_view(), name="assignment_cancel"),
]
