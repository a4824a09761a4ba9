"""Addresses of training, funds, activities and experience (Art. 16–18, 20)."""

from django.urls import URLPattern

app_name = "training"
urlpatterns: list[URLPattern] = []

# Each side keeps its own list, most specific addresses first.
