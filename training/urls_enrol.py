"""Addresses of everything about people in sessions (Art. 16)."""

from django.http import HttpResponse
from django.urls import path

enrolment_urls = [path("sessions/<int:pk>/enrol/", HttpResponse, name="enrol")]
