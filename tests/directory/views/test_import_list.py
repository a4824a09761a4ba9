"""The list of imports."""

from __future__ import annotations

import pytest
from django.urls import reverse

from cqo_registry.directory.models import DirectoryImport
from tests import factories

pytestmark = pytest.mark.django_db


def test_the_list_of_imports_asks_the_same_few_questions_at_any_length(client, django_assert_num_queries):
    user = factories.officer()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    _import_rows(user, 1)
    with django_assert_num_queries(6):
        assert client.get(reverse("directory:import_list")).status_code == 200
    _import_rows(user, 49)
    with django_assert_num_queries(6):
        assert client.get(reverse("directory:import_list")).status_code == 200


def _import_rows(user, count: int) -> None:
    """Uploads of this officer."""
    DirectoryImport.objects.bulk_create(
        DirectoryImport(
            authority=user.authority, uploaded_by=user, file_name="名录.xlsx", content=b"PK", sha256="0" * 64
        )
        for _ in range(count)
    )
