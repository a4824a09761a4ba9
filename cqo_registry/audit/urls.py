"""Addresses of this app."""

from django.urls import path

from cqo_registry.audit.views import EventList

app_name = "audit"
urlpatterns = [path("", EventList.as_view(), name="event_list")]
