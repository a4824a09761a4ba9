"""Addresses of institutions, plans and sessions (Art. 16)."""

from django.urls import path

from training.views.sessions import SessionPage

session_urls = [
    path("sessions/<int:pk>/", SessionPage.as_view(), name="session_detail"),
]
