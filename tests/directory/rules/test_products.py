"""The papers of a product: an unusual number is a warning, never a bar."""

from __future__ import annotations

import pytest

from cqo_registry.directory.rules.products import categories_of, check_paper, paper_field


@pytest.mark.parametrize(
    ("product", "codes"),
    [
        ({"category": "L", "licence_no": "(藏)XK08-001-00001"}, []),
        ({"category": "L", "licence_no": "（藏）XK08-001-00001"}, []),
        ({"category": "L", "licence_no": "XK08-001-0001"}, ["paper_form"]),
        ({"category": "L", "licence_no": "XK08-001-000011"}, ["paper_form"]),
        ({"category": "L", "licence_no": ""}, []),
        ({"category": "C", "ccc_no": "2000000000015519"}, []),
        ({"category": "C", "ccc_no": "CCC-1"}, ["paper_form"]),
        ({"category": "S", "standard_no": "GB 175"}, []),
        ({"category": "S", "standard_no": "GB/T 175-2023"}, []),
        ({"category": "S", "standard_no": "QB 1"}, ["paper_form"]),
        ({"category": "V", "licence_no": "x"}, []),
        ({}, []),
    ],
)
def test_a_number_of_unusual_form_is_warned_of(product: dict[str, str], codes: list[str]) -> None:
    verdict = check_paper(product)
    assert verdict
    assert [reason.code for reason in verdict] == codes


@pytest.mark.parametrize(
    ("number", "field"),
    [
        ("XK08-001-00001", "licence_no"),
        ("2000000000015519", "ccc_no"),
        ("GB 175", "standard_no"),
        ("旧号", ""),
    ],
)
def test_a_number_tells_where_it_belongs(number: str, field: str) -> None:
    assert paper_field(number) == field


@pytest.mark.parametrize(
    ("code", "kind", "found"),
    [
        ("91540102MA0000015B", "limited", ["C", "L"]),
        ("91540102MA0000015B", "", ["C", "L"]),
        ("92540102MA0000015B", "", ["V"]),
        ("93540102MA0000015B", "", ["V"]),
        ("91540102MA0000015B", "individual", ["V"]),
        ("91540102MA0000015B", "cooperative", ["V"]),
    ],
)
def test_who_is_no_enterprise_in_the_strict_sense_is_a_volunteer(
    code: str, kind: str, found: list[str]
) -> None:
    assert categories_of(["L", "C", "L", ""], uscc=code, enterprise_type=kind) == found
    assert categories_of([], uscc=code, enterprise_type=kind) == []
