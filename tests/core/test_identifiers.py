"""Codes, identity numbers, telephones and names, each from both sides of its limits."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cqo_registry.core import identifiers as ids

D = date.fromisoformat
CHECKS = [ids.check_uscc, ids.check_identity_no, ids.check_mobile, ids.check_phone, ids.check_name]


def with_check(first17: str) -> str:
    """A code with the right last character."""
    return first17 + ids.uscc_check_character(first17)


def identity(first17: str) -> str:
    """An identity number with the right last character."""
    return first17 + ids.identity_check_character(first17)


@pytest.mark.parametrize(
    "code",
    [
        "914403001922038216",
        "915400913213656094",
        "91540102MA0000015B",
        "91540091MA00000153",
        "91540202MA0000015G",
        "91540302MA0000015M",
        "91540402MA0000015T",
        "91540502MA00000150",
        "91540602MA00000155",
        "91542523MA00000156",
        "91540000MA00000159",
        with_check("N2540102MA0000015"),  # a rural collective
        with_check("A1540102MA0000015"),
    ],
)
def test_a_right_code_is_valid_without_a_warning(code):
    assert ids.check_uscc(code) == ids.Checked(True, code)


@pytest.mark.parametrize(
    ("code", "reason"),
    [
        ("914003001922038216", "check_digit"),
        ("91540102MA0000015C", "check_digit"),
        ("91540102MA0000015", "length"),
        ("91540102MA0000015BB", "length"),
        ("9154O102MA0000015B", "characters"),
        ("91540102MI0000015B", "characters"),
        ("9154A102MA0000015B", "characters"),
        ("91540102MA0000015藏", "characters"),
        ("", "missing"),
        (None, "missing"),
        (" - ", "missing"),
    ],
)
def test_a_wrong_code_is_named_by_its_fault(code, reason):
    answer = ids.check_uscc(code)
    assert not answer.valid
    assert answer.reason == reason


@pytest.mark.parametrize(
    "typed",
    [
        "91540102ma0000015b",
        " 9154 0102 MA00 0001 5B ",
        "91540102-MA0000015-B",
        "９１５４０１０２ＭＡ０００００１５Ｂ",
        "\u202d91540102MA0000015B\u202c",
    ],
)
def test_a_code_is_normalised_before_it_is_judged(typed):
    assert ids.check_uscc(typed) == ids.Checked(True, "91540102MA0000015B")


def test_a_wrong_inner_check_only_warns():
    answer = ids.check_uscc(with_check("91540102MA0000016"))
    assert answer.valid
    assert answer.warnings == ("organisation_check",)
    assert len(answer.warning_messages) == 1


@pytest.mark.parametrize(
    ("number", "born", "sex"),
    [
        ("540102198802290012", "1988-02-29", "male"),
        ("54010219900101002X", "1990-01-01", "female"),
        ("542301199212310045", "1992-12-31", "female"),
        ("540102197906060014", "1979-06-06", "male"),
    ],
)
def test_a_right_identity_number_is_valid(number, born, sex):
    assert ids.check_identity_no(number.lower(), D("2024-06-01")) == ids.Checked(True, number)
    assert ids.birth_date(number) == D(born)
    assert ids.sex(number) == sex


@pytest.mark.parametrize(
    ("number", "reason"),
    [
        ("540102198802290011", "check_digit"),
        ("540102880229001", "length"),
        ("5401021988022900123", "length"),
        ("540102198702290012", "birth_date"),
        ("540102000002290012", "birth_date"),
        ("54010219900101002A", "characters"),
        ("5401021990010100X2", "characters"),
        ("", "missing"),
        (None, "missing"),
    ],
)
def test_a_wrong_identity_number_is_named_by_its_fault(number, reason):
    assert ids.check_identity_no(number).reason == reason


@pytest.mark.parametrize(
    ("on", "valid", "warnings", "reason"),
    [
        ("1990-06-14", False, (), "future"),
        ("1990-06-15", True, ("age",), ""),
        ("2008-06-14", True, ("age",), ""),
        ("2008-06-15", True, (), ""),
        ("2071-06-14", True, (), ""),
        ("2071-06-15", True, ("age",), ""),
    ],
)
def test_age_at_appointment_warns_outside_18_to_80_and_the_future_is_refused(on, valid, warnings, reason):
    answer = ids.check_identity_no(identity("54010219900615001"), D(on))
    assert (answer.valid, answer.warnings, answer.reason) == (valid, warnings, reason)


@pytest.mark.parametrize(
    ("region", "warnings"), [("810000", ()), ("830000", ()), ("840000", ("region",)), ("547777", ())]
)
def test_only_the_province_is_looked_at_and_only_warned_of(region, warnings):
    answer = ids.check_identity_no(identity(f"{region}19900615001"))
    assert answer.valid
    assert answer.warnings == warnings


@pytest.mark.parametrize(
    ("kind", "value", "reason"),
    [
        ("identity_card", "540102197906060014", ""),
        ("identity_card", "540102197906060015", "check_digit"),
        ("foreign_pr", "911124198108030024", ""),
        ("foreign_pr", "CHN110100000123", ""),
        ("foreign_pr", "811124198108030024", "format"),
        ("passport", "e1234567", ""),
        ("passport", "E123", "format"),
        ("passport", "", "missing"),
    ],
)
def test_other_documents_are_checked_by_form_only(kind, value, reason):
    assert ids.check_document(kind, value).reason == reason


@pytest.mark.parametrize(
    ("number", "masked"),
    [
        ("540102198802290012", "540*************12"),
        ("54010219880229001X", "540*************1X"),
        ("54010219880229001", "540************01"),
        ("FRA911219950430", "FRA**********30"),
        ("12345678901234", "1***********34"),
        ("E12345678", "E******78"),
        ("12345678", "********"),
        ("E123", "****"),
        ("", ""),
    ],
)
def test_an_identity_number_is_masked(number, masked):
    assert ids.mask_identity_no(number) == masked
    assert ids.mask_identity_no(masked) == masked


@pytest.mark.parametrize("length", range(1, 21))
def test_a_mask_hides_at_least_as_much_as_it_shows(length):
    masked = ids.mask_identity_no("A" * length)
    assert masked.count("*") >= max(min(6, length), length - masked.count("*"))


@pytest.mark.parametrize(
    ("typed", "normalised"),
    [
        ("13800138000", "13800138000"),
        ("+86 138-0013-8000", "13800138000"),
        ("008619900138000", "19900138000"),
        ("１３８００１３８０００", "13800138000"),
    ],
)
def test_a_mobile_number_is_normalised(typed, normalised):
    assert ids.check_mobile(typed) == ids.Checked(True, normalised)


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ("12800138000", "format"),
        ("1380013800", "format"),
        ("138001380000", "format"),
        ("0891-6331234", "format"),
        ("+86", "missing"),
        (None, "missing"),
    ],
)
def test_a_wrong_mobile_number_is_refused(typed, reason):
    assert ids.check_mobile(typed).reason == reason


@pytest.mark.parametrize(
    ("typed", "valid", "normalised"),
    [
        ("13800138000", True, "13800138000"),
        ("08916331234", True, "0891-6331234"),
        ("0891 633 1234", True, "0891-6331234"),
        ("010-12345678", True, "010-12345678"),
        ("0891-633123", False, "0891633123"),
        ("6331234", False, "6331234"),
        ("", False, ""),
    ],
)
def test_a_phone_is_a_mobile_or_a_landline_with_area_code(typed, valid, normalised):
    answer = ids.check_phone(typed)
    assert (answer.valid, answer.normalised) == (valid, normalised)


@pytest.mark.parametrize(
    ("typed", "normalised"),
    [
        ("次仁卓玛", "次仁卓玛"),
        ("扎西·次仁", "扎西·次仁"),
        *[(f"扎西{dot}次仁", "扎西·次仁") for dot in "•・･‧∙⋅．."],
        ("扎西 . 次仁.卓玛", "扎西·次仁·卓玛"),
        (" 张　三 ", "张三"),
        ("\ufeff扎\u200b西", "扎西"),
        ("\u202e扎西\u202c", "扎西"),
        ("扎\n西", "扎西"),
        ("扎\t西", "扎西"),
        ("John  A. Smith", "John A. Smith"),
        ("རྣམ་དག", "རྣམ་དག"),
        ("\u0f43", "\u0f42\u0fb7"),
        ("\U00030edd𠮷", "\U00030edd𠮷"),
        ("\U000323af", "\U000323af"),  # newer than Python's own tables
        ("扎西（大）", "扎西（大）"),
        ("次" * 100, "次" * 100),
    ],
)
def test_a_name_keeps_its_script_and_gets_one_separator(typed, normalised):
    assert ids.check_name(typed) == ids.Checked(True, normalised)


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ("", "missing"),
        (None, "missing"),
        ("　", "missing"),
        ("次" * 101, "too_long"),
        ("12345", "characters"),
        ("·", "characters"),
        ("扎\x00西", "characters"),
        ("<b>扎西</b>", "characters"),
        ("扎西&lt;", "characters"),
        ("=HYPERLINK", "characters"),
        ("扎西😀", "characters"),
        ("扎\ud800西", "characters"),
        ("·扎西", "separator"),
        ("扎西··次仁", "separator"),
    ],
)
def test_what_is_no_name_is_refused(typed, reason):
    answer = ids.check_name(typed)
    assert (answer.valid, answer.reason) == (False, reason)


def test_a_private_use_character_is_accepted_with_a_warning():
    assert ids.check_name("扎\ue81e").warnings == ("private_use",)


@pytest.mark.parametrize("check", CHECKS)
@pytest.mark.parametrize("value", ["", "😀", "\x00", "\ud83d", "１" * 10_000, "ﷺ" * 1_000, "一" * 10_000])
def test_no_text_upsets_a_check(check, value):
    answer = check(value)
    assert not answer.valid
    assert answer.reason in ids.MESSAGES
    assert answer.message is ids.MESSAGES[answer.reason]
    answer.normalised.encode()


@pytest.mark.parametrize("check", CHECKS)
@given(value=st.text(st.characters(codec=None)))
def test_a_valid_value_is_its_own_normal_form(check, value):
    first = check(value)
    if first.valid:
        assert not first.message
        assert check(first.normalised) == first
