"""What the directory says about counties and their offices."""

from __future__ import annotations

from cqo_registry.directory.models import Authority, County


def filing_office(county: County) -> Authority:
    """The office that decides for a county; one switched off leaves it to its parent (decisions D13, D17)."""
    office = county.authority
    return (
        office if office.files_directly or office.parent is None or office.parent.is_region else office.parent
    )
