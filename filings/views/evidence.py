"""Handing out the document a bar or a clue rests on."""

from __future__ import annotations

from django.http import FileResponse, Http404

from filings.models.evidence import Evidence


def send_evidence(row: Evidence) -> FileResponse:
    """The stored bytes as a download with the type found in them; 404 where there are none.

    Who may read it is asked before.
    """
    if not row.evidence:
        raise Http404
    try:
        stream = row.evidence.open("rb")
    except FileNotFoundError as gone:
        raise Http404 from gone
    response = FileResponse(
        stream, as_attachment=True, filename=row.evidence_name, content_type=row.evidence_type
    )
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    return response
