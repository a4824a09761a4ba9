"""Addresses of training, funds, activities and experience (Art. 16–18, 20)."""

from django.urls import URLPattern

from training.urls_enrol import urlpatterns as enrolments

app_name = "training"
urlpatterns: list[URLPattern] = []

# Each side keeps its own list, most specific addresses first.
urlpatterns += enrolments
