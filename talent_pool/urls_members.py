"""Addresses of the directory of the pool."""

from django.urls import path

from talent_pool.views.members import MemberExport, MemberList, MemberPage

member_urls = [
    path("", MemberList.as_view(), name="member_list"),
    path("export/", MemberExport.as_view(), name="member_export"),
    *MemberPage.addresses("members"),
]
