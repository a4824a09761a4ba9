"""Addresses of this app."""

from django.urls import path

from cqo_registry.notifications.views import (
    notices,
    outbox,
    questions,  # noqa: F401 - enters what is asked before an act
)

app_name = "notices"
urlpatterns = [
    path("", notices.NoticeList.as_view(), name="list"),
    path("read/", notices.NoticeReadAll.as_view(), name="read_all"),
    path("<int:pk>/read/", notices.NoticeRead.as_view(), name="read"),
    path("outbox/", outbox.Outbox.as_view(), name="outbox"),
    path("outbox/<int:pk>/again/", outbox.MailSendAgain.as_view(), name="mail_send_again"),
    path("outbox/<int:pk>/cancel/", outbox.MailCancel.as_view(), name="mail_cancel"),
]
