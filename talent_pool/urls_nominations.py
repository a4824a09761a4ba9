"""Addresses of the nominations."""

from django.urls import path

from talent_pool.views.nominations import (
    NominatePage,
    NominationEvidence,
    NominationExport,
    NominationList,
    NominationPage,
    NominationStart,
)

nomination_urls = [
    path("nominations/", NominationList.as_view(), name="nomination_list"),
    path("nominations/export/", NominationExport.as_view(), name="nomination_export"),
    path("nominations/new/", NominationStart.as_view(), name="nomination_start"),
    path("nominations/new/<int:pk>/", NominatePage.as_view(), name="nominate"),
    path("nominations/<int:pk>/evidence/", NominationEvidence.as_view(), name="nomination_evidence"),
    *NominationPage.addresses("nominations"),
]
