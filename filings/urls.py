"""Addresses of filings, from the three sides that work on them."""

from django.urls import URLPattern

from filings.urls_bars import bar_urls
from filings.urls_calendar import calendar_urls
from filings.urls_duty import duty_urls
from filings.urls_enterprise import enterprise_urls
from filings.urls_interpretations import interpretation_urls
from filings.urls_ledger import ledger_urls
from filings.urls_moves import move_urls
from filings.urls_office import office_urls
from filings.urls_replacements import replacement_urls
from filings.views import questions  # noqa: F401 - enters what is asked before an act

app_name = "filings"
urlpatterns: list[URLPattern] = []

# Each side keeps its own list, most specific addresses first.

urlpatterns += bar_urls
urlpatterns += calendar_urls
urlpatterns += ledger_urls
urlpatterns += duty_urls
urlpatterns += interpretation_urls
urlpatterns += replacement_urls
urlpatterns += move_urls
urlpatterns += office_urls
urlpatterns += enterprise_urls
