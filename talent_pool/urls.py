"""Addresses of the talent pool (Art. 15)."""

from django.urls import URLPattern

app_name = "talent_pool"
urlpatterns: list[URLPattern] = []

# Each side keeps its own list, most specific addresses first.
