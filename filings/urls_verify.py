"""The public addresses that verify a receipt; short, because they are printed and scanned."""

from django.urls import path

from filings.views.verify import VerifyFormPage, VerifyPage

app_name = "receipts"
urlpatterns = [
    path("", VerifyFormPage.as_view(), name="verify"),
    path("<str:code>", VerifyPage.as_view(), name="verify_code"),
]
