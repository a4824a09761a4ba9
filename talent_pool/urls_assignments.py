"""Addresses of the assignments."""

from django.urls import path

from talent_pool.views.assignments import AssignmentExport, AssignmentList, AssignmentNew, AssignmentPage

assignment_urls = [
    path("assignments/", AssignmentList.as_view(), name="assignment_list"),
    path("assignments/export/", AssignmentExport.as_view(), name="assignment_export"),
    path("assignments/new/", AssignmentNew.as_view(), name="assignment_new"),
    *AssignmentPage.addresses("assignments"),
]
