"""Addresses of the nominations."""

from django.urls import path

from talent_pool.views.nominations import (
    AdmitPage,
    ConsentPage,
    DeclinePage,
    NominatePage,
    NominationEvidence,
    NominationExport,
    NominationList,
    NominationPage,
    NominationStart,
    WithdrawPage,
)

nomination_urls = [
    path("nominations/", NominationList.as_view(), name="nomination_list"),
    path("nominations/export/", NominationExport.as_view(), name="nomination_export"),
    path("nominations/new/", NominationStart.as_view(), name="nomination_start"),
    path("nominations/new/<int:pk>/", NominatePage.as_view(), name="nominate"),
    path("nominations/<int:pk>/", NominationPage.as_view(), name="nomination_detail"),
    path("nominations/<int:pk>/evidence/", NominationEvidence.as_view(), name="nomination_evidence"),
    path("nominations/<int:pk>/consent/", ConsentPage.as_view(), name="nomination_consent"),
    path("nominations/<int:pk>/admit/", AdmitPage.as_view(), name="nomination_admit"),
    path("nominations/<int:pk>/decline/", DeclinePage.as_view(), name="nomination_decline"),
    path("nominations/<int:pk>/withdraw/", WithdrawPage.as_view(), name="nomination_withdraw"),
]
