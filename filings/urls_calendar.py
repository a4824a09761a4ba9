"""Addresses of the working calendar."""

from django.urls import path

from filings.views.calendar import AddDaysPage, CalendarPage, DayPage, RemoveDayPage
from filings.views.calendar_files import (
    CalendarApplyPage,
    CalendarExport,
    CalendarImportPage,
    CalendarTemplate,
)

calendar_urls = [
    path("calendar/", CalendarPage.as_view(), name="calendar"),
    path("calendar/days/", AddDaysPage.as_view(), name="calendar_add"),
    path("calendar/days/<int:pk>/", DayPage.as_view(), name="calendar_day"),
    path("calendar/days/<int:pk>/remove/", RemoveDayPage.as_view(), name="calendar_remove"),
    path("calendar/import/", CalendarImportPage.as_view(), name="calendar_import"),
    path("calendar/import/apply/", CalendarApplyPage.as_view(), name="calendar_apply"),
    path("calendar/template.xlsx", CalendarTemplate.as_view(), name="calendar_template"),
    path("calendar/export.xlsx", CalendarExport.as_view(), name="calendar_export"),
]
