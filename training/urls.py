"""Addresses of training, funds, activities and experience (Art. 16–18, 20)."""

from django.urls import URLPattern

from training.urls_enrol import enrolment_urls
from training.urls_promo import promo_urls
from training.urls_sessions import session_urls
from training.views import questions  # noqa: F401 - enters what is asked before an act

app_name = "training"
urlpatterns: list[URLPattern] = []

# Each side keeps its own list, most specific addresses first.
urlpatterns += enrolment_urls
urlpatterns += session_urls
urlpatterns += promo_urls
