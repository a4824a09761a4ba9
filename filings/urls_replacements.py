"""Addresses of replacement recommendations (Art. 12)."""

from django.urls import path

from filings.views.replacement_acts import (
    ClosePage,
    DismissPage,
    IssuePage,
    ReplyPage,
    ReviewPage,
    UnansweredPage,
)
from filings.views.replacement_clues import CluePage, ClueStartPage
from filings.views.replacements import EvidencePage, LetterPage, ReplacementListPage, ReplacementPage

replacement_urls = [
    path("replacements/", ReplacementListPage.as_view(), name="replacement_list"),
    path("replacements/new/", ClueStartPage.as_view(), name="replacement_start"),
    path("replacements/new/<int:pk>/", CluePage.as_view(), name="replacement_clue"),
    path("replacements/<int:pk>/", ReplacementPage.as_view(), name="replacement_detail"),
    path("replacements/<int:pk>/review/", ReviewPage.as_view(), name="replacement_review"),
    path("replacements/<int:pk>/issue/", IssuePage.as_view(), name="replacement_issue"),
    path("replacements/<int:pk>/dismiss/", DismissPage.as_view(), name="replacement_dismiss"),
    path("replacements/<int:pk>/reply/", ReplyPage.as_view(), name="replacement_reply"),
    path("replacements/<int:pk>/unanswered/", UnansweredPage.as_view(), name="replacement_unanswered"),
    path("replacements/<int:pk>/close/", ClosePage.as_view(), name="replacement_close"),
    path("replacements/<int:pk>/letter.pdf", LetterPage.as_view(), name="replacement_letter"),
    path("replacements/<int:pk>/evidence/", EvidencePage.as_view(), name="replacement_evidence"),
]
