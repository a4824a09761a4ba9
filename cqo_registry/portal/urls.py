"""Addresses of the top layer."""

from django.urls import path

from cqo_registry.portal.views.analysis import AnalysisPage
from cqo_registry.portal.views.health import health
from cqo_registry.portal.views.home import HomePage

app_name = "portal"
urlpatterns = [
    path("", HomePage.as_view(), name="home"),
    path("analysis/", AnalysisPage.as_view(), name="analysis"),
    path("healthz", health, name="health"),
]
