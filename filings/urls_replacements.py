"""Addresses of replacement recommendations (Art. 12)."""

from django.urls import path

from filings.views.replacement_acts import IssuePage, ReplacementPage
from filings.views.replacement_clues import CluePage, ClueStartPage
from filings.views.replacements import EvidencePage, LetterPage, ReplacementListPage

replacement_urls = [
    path("replacements/", ReplacementListPage.as_view(), name="replacement_list"),
    path("replacements/new/", ClueStartPage.as_view(), name="replacement_start"),
    path("replacements/new/<int:pk>/", CluePage.as_view(), name="replacement_clue"),
    path("replacements/<int:pk>/issue/", IssuePage.as_view(), name="replacement_issue"),
    path("replacements/<int:pk>/letter.pdf", LetterPage.as_view(), name="replacement_letter"),
    path("replacements/<int:pk>/evidence/", EvidencePage.as_view(), name="replacement_evidence"),
    *ReplacementPage.addresses("replacements"),
]
