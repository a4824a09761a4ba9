"""Addresses of the authorities' side: queue, desk, decisions, lists, batches, arrivals."""

from django.urls import path

from filings.views.arrivals import ArrivalsPage, RecordManyPage
from filings.views.batches import BatchListPage, BatchPage, ForwardManyPage
from filings.views.biographies import AppointmentPage, EnterpriseHistoryPage
from filings.views.claims import AbsencePage, HandOverPage, TakeOverPage
from filings.views.decisions import (
    AcceptPage,
    ClaimPage,
    ForwardPage,
    RecordPage,
    RefusePage,
    ReleasePage,
    ReturnPage,
    RevealPage,
    SizePage,
)
from filings.views.desk import DeskPage
from filings.views.lists import FilingListPage, FilingPage
from filings.views.papers import FormCheckPage, FormPrintPage, ReceiptPage
from filings.views.persons import PersonFindPage, PersonPage
from filings.views.queries import QueryPage, ReplyPage
from filings.views.queue import QueuePage

office_urls = [
    path("", FilingListPage.as_view(), name="list"),
    path("queue/", QueuePage.as_view(), name="queue"),
    path("appointments/<int:pk>/", AppointmentPage.as_view(), name="appointment_detail"),
    path("enterprises/<int:pk>/", EnterpriseHistoryPage.as_view(), name="enterprise_history"),
    path("persons/", PersonFindPage.as_view(), name="person_find"),
    path("persons/<int:pk>/", PersonPage.as_view(), name="person_detail"),
    path("absence/", AbsencePage.as_view(), name="absence"),
    path("forward/", ForwardManyPage.as_view(), name="forward_many"),
    path("batches/", BatchListPage.as_view(), name="batch_list"),
    path("batches/<int:pk>/", BatchPage.as_view(), name="batch_detail"),
    path("arrivals/", ArrivalsPage.as_view(), name="arrivals"),
    path("arrivals/record/", RecordManyPage.as_view(), name="record_many"),
    path("<int:pk>/", FilingPage.as_view(), name="detail"),
    path("<int:pk>/desk/", DeskPage.as_view(), name="desk"),
    path("<int:pk>/receipt.pdf", ReceiptPage.as_view(), name="receipt"),
    path("<int:pk>/form.pdf", FormPrintPage.as_view(), name="form_print"),
    path("<int:pk>/form-check/", FormCheckPage.as_view(), name="form_check"),
    path("<int:pk>/claim/", ClaimPage.as_view(), name="claim"),
    path("<int:pk>/release/", ReleasePage.as_view(), name="release"),
    path("<int:pk>/hand-over/", HandOverPage.as_view(), name="hand_over"),
    path("<int:pk>/take-over/", TakeOverPage.as_view(), name="take_over"),
    path("<int:pk>/return/", ReturnPage.as_view(), name="return"),
    path("<int:pk>/accept/", AcceptPage.as_view(), name="accept"),
    path("<int:pk>/refuse/", RefusePage.as_view(), name="refuse"),
    path("<int:pk>/size/", SizePage.as_view(), name="set_size"),
    path("<int:pk>/identity/", RevealPage.as_view(), name="reveal_identity"),
    path("<int:pk>/forward/", ForwardPage.as_view(), name="forward"),
    path("<int:pk>/query/", QueryPage.as_view(), name="query"),
    path("<int:pk>/reply/", ReplyPage.as_view(), name="reply"),
    path("<int:pk>/record/", RecordPage.as_view(), name="record"),
]
