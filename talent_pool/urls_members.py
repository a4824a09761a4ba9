"""Addresses of the directory of the pool."""

from django.urls import path

from talent_pool.views.members import (
    DepartPage,
    KeepPage,
    MemberExport,
    MemberList,
    MemberPage,
    RemovePage,
    WishPage,
)

member_urls = [
    path("", MemberList.as_view(), name="member_list"),
    path("export/", MemberExport.as_view(), name="member_export"),
    path("members/<int:pk>/", MemberPage.as_view(), name="member_detail"),
    path("members/<int:pk>/wish/", WishPage.as_view(), name="member_wish"),
    path("members/<int:pk>/keep/", KeepPage.as_view(), name="member_keep"),
    path("members/<int:pk>/depart/", DepartPage.as_view(), name="member_depart"),
    path("members/<int:pk>/remove/", RemovePage.as_view(), name="member_remove"),
]
