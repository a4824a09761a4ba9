"""The choices of a filing that carry a rule."""

from filings.enums import REQUIRED_ATTACHMENTS, AttachmentKind


def test_four_documents_are_required_and_a_copy_of_the_identity_card_is_not():
    assert tuple(kind for kind in AttachmentKind if kind.required) == REQUIRED_ATTACHMENTS
    assert len(REQUIRED_ATTACHMENTS) == 4
    assert not AttachmentKind.IDENTITY_COPY.required
