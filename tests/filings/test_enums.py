"""The choices of a filing that carry a rule."""

from filings.enums import REQUIRED_ATTACHMENTS
from filings.rules.fields import Case, asked


def test_four_documents_are_required_and_a_copy_of_the_identity_card_is_not():
    fields = {field.name: field for field in asked(Case())}
    documents = {name for name in fields if name.startswith("attachment_")}
    required = {name for name in documents if fields[name].required}
    assert required == {f"attachment_{kind.value}" for kind in REQUIRED_ATTACHMENTS}
    assert not fields["attachment_identity_copy"].required
