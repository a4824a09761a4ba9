"""Addresses of activities, typical experience and funds (Art. 17, 18, 20)."""

from django.urls import URLPattern

promo_urls: list[URLPattern] = []
