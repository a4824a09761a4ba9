"""The documents of a filing: what the form asks for, and in a fifth of the cases the duties in writing.

No file is stored for them: a download says that there is none.
"""

from __future__ import annotations

import secrets

from cqo_registry.demo.seeding.course import When, stamp
from cqo_registry.demo.seeding.seeder import Seeder
from filings.enums import REQUIRED_ATTACHMENTS, AttachmentKind
from filings.enums import FilingStatus as S

WITH_DUTIES = 0.2
COLUMNS = "id,filing_id,kind,file,original_name,size,sha256,pages,uploaded_at,uploaded_by_id"


def write_papers(seeder: Seeder, filing: int, user: int, office: int, status: S, when: When) -> None:
    """Uploaded the day before the filing came; a draft has some of them."""
    rng, kinds = seeder.rng, list(REQUIRED_ATTACHMENTS)
    if status is S.DRAFT:
        kinds = kinds[: rng.randrange(len(kinds))]
    if rng.random() < WITH_DUTIES:
        kinds.append(AttachmentKind.DUTY_DOCUMENT)
    at = stamp(seeder.days[office], when.submitted + 1, "15:00")
    for kind in kinds:
        pk, token = seeder.take("attachment"), secrets.token_hex(32)
        seeder.lines["attachment"].append(
            f"{pk}\t{filing}\t{kind.value}\tattachments/{token[:2]}/{token[:32]}\t{kind.label}.pdf"
            f"\t{rng.randrange(80_000, 900_000)}\t{token}\t{rng.randrange(1, 4)}\t{at}\t{user}"
        )
