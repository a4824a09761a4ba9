"""Addresses of the enterprise's side: the steps of a filing, its documents, the public self-check."""

from django.urls import path, register_converter

from filings.rules.fields import STEPS
from filings.views.attachments import (
    AttachmentAddPage,
    AttachmentInlinePage,
    AttachmentPage,
    AttachmentRemovePage,
)
from filings.views.changing import ChangeChoosePage, ChangeStartPage
from filings.views.enterprise import DiscardPage, StartPage, SubmitPage, WithdrawPage
from filings.views.self_check import SelfCheckPage
from filings.views.steps import StepPage, VerdictFragment


class StepConverter:
    """The name of a step in an address."""

    regex = "|".join(name for name, _title in STEPS)

    def to_python(self, value: str) -> str:
        """The name itself."""
        return value

    def to_url(self, value: str) -> str:
        """The name itself."""
        return value


register_converter(StepConverter, "filing_step")

enterprise_urls = [
    path("start/", StartPage.as_view(), name="start"),
    path("change/", ChangeStartPage.as_view(), name="change_start"),
    path("self-check/", SelfCheckPage.as_view(), name="self_check"),
    path("attachments/<int:pk>/", AttachmentPage.as_view(), name="attachment"),
    path("attachments/<int:pk>/inline/", AttachmentInlinePage.as_view(), name="attachment_inline"),
    path("attachments/<int:pk>/remove/", AttachmentRemovePage.as_view(), name="attachment_remove"),
    path("<int:pk>/attachments/<slug:kind>/", AttachmentAddPage.as_view(), name="attachment_add"),
    path("<int:pk>/changes/", ChangeChoosePage.as_view(), name="change_choose"),
    path("<int:pk>/submit/", SubmitPage.as_view(), name="submit"),
    path("<int:pk>/withdraw/", WithdrawPage.as_view(), name="withdraw"),
    path("<int:pk>/discard/", DiscardPage.as_view(), name="discard"),
    path("<int:pk>/<filing_step:step>/verdict/", VerdictFragment.as_view(), name="verdict"),
    path("<int:pk>/<filing_step:step>/", StepPage.as_view(), name="step"),
]
