"""Checks of the identifiers people type: codes, identity numbers, telephones, names.

Every check takes any text, normalises it as far as it can and answers with ``Checked``: ``reason``
and ``warnings`` are stable codes, ``MESSAGES`` holds their official sentences. A check proves form,
never identity.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from cqo_registry.core.names import (
    has_letter,
    has_stray_separator,
    is_name_character,
    is_private_use,
    tidy_name,
)
from cqo_registry.core.text import half_width

MESSAGES = {
    "missing": _("请填写。"),
    "length": _("位数不正确，请核对有无漏写、多写。"),
    "characters": _("含有不允许的字符，请核对后改正。"),
    "check_digit": _("校验码不正确，请核对每一位。"),
    "organisation_check": _("第9至17位主体标识码的校验位不符，请核对。"),
    "birth_date": _("出生日期不存在，请核对第7至14位。"),
    "future": _("出生日期晚于任命日期，请核对。"),
    "age": _("年龄不在18至80周岁之间，请核对。"),
    "region": _("前两位不是省级行政区划代码，请核对。"),
    "format": _("格式不正确，请核对有无漏写、多写或错写。"),
    "too_long": _("不能超过100个字符。"),
    "separator": _("间隔号“·”应在两部分姓名之间，只写一个。"),
    "private_use": _("含有造字区字符，请核对显示是否正确。"),
}


@dataclass(frozen=True, slots=True)
class Checked:
    """The answer of a check: ``normalised`` is what to store when ``valid``."""

    valid: bool
    normalised: str
    warnings: tuple[str, ...] = ()
    reason: str = ""

    @property
    def message(self) -> Any:
        """The official sentence for an invalid value; empty when valid."""
        return MESSAGES[self.reason] if self.reason else ""

    @property
    def warning_messages(self) -> tuple[Any, ...]:
        """The official sentences of the warnings."""
        return tuple(MESSAGES[code] for code in self.warnings)


DASHES = "\\-\u2010\u2011\u2012\u2013\u2014\u2015\u2212"
_SPACES = re.compile(r"\s+")
_SPACES_AND_DASHES = re.compile(rf"[{DASHES}\s]+")
_DASH = re.compile(rf"[{DASHES}]")


def _upper(value: str | None, strip: re.Pattern[str]) -> str:
    """Tidy half-width capitals without spaces."""
    return strip.sub("", half_width(value or "")).upper()


# Unified social credit code -------------------------------------------------------------------------

USCC_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"  # GB 32100: no I, O, S, V, Z
USCC_FORM = re.compile(rf"[{USCC_ALPHABET}]{{2}}[0-9]{{6}}[{USCC_ALPHABET}]{{10}}")
USCC_LENGTH = 18
_ORGANISATION_ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_ORGANISATION_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)


def uscc_check_character(first17: str) -> str:
    """The 18th character by GB 32100-2015: weights are the powers of 3 modulo 31."""
    total = sum(USCC_ALPHABET.index(character) * pow(3, i, 31) for i, character in enumerate(first17))
    return USCC_ALPHABET[-total % 31]


def organisation_check_character(first8: str) -> str:
    """The check character of the organisation code inside (GB 11714)."""
    values = (_ORGANISATION_ALPHABET.index(character) for character in first8)
    remainder = sum(v * w for v, w in zip(values, _ORGANISATION_WEIGHTS, strict=True)) % 11
    return "0X987654321"[remainder]


def check_uscc(value: str | None) -> Checked:
    """A unified social credit code; characters 3-8 are never held against it, they are often no division."""
    code = _upper(value, _SPACES_AND_DASHES)
    if not code:
        return Checked(False, code, reason="missing")
    if len(code) != USCC_LENGTH:
        return Checked(False, code, reason="length")
    if not USCC_FORM.fullmatch(code):
        return Checked(False, code, reason="characters")
    if uscc_check_character(code[:17]) != code[17]:
        return Checked(False, code, reason="check_digit")
    doubtful = organisation_check_character(code[8:16]) != code[16]
    return Checked(True, code, ("organisation_check",) if doubtful else ())


# Identity documents ---------------------------------------------------------------------------------

_PROVINCES = "11-15 21-23 31-37 41-46 50-54 61-65 71-71 81-83"  # 83: residence permit of Taiwan residents
PROVINCES = frozenset(
    str(code)
    for first, last in (span.split("-") for span in _PROVINCES.split())
    for code in range(int(first), int(last) + 1)
)
IDENTITY_FORM = re.compile(r"[0-9]{17}[0-9X]")
IDENTITY_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
WORKING_AGE = range(18, 81)  # completed years, 80 included
FOREIGN_PR_FORM = re.compile(r"9[0-9]{16}[0-9X]|[A-Z]{3}[0-9]{12}")
PASSPORT_FORM = re.compile(r"[A-Z0-9]{5,20}")


def identity_check_character(first17: str) -> str:
    """The 18th character by GB 11643-1999."""
    return "10X98765432"[sum(int(d) * w for d, w in zip(first17, IDENTITY_WEIGHTS, strict=True)) % 11]


def birth_date(identity_no: str) -> date:
    """The birth date in a normalised identity number; ``ValueError`` when there is no such day."""
    return date(int(identity_no[6:10]), int(identity_no[10:12]), int(identity_no[12:14]))


def sex(identity_no: str) -> str:
    """``male`` or ``female`` by the sequence number."""
    return "male" if int(identity_no[16]) % 2 else "female"


def age_on(born: date, on: date) -> int:
    """Completed years of age; somebody born on 29 February turns a year older on 1 March."""
    return on.year - born.year - ((on.month, on.day) < (born.month, born.day))


def check_identity_no(value: str | None, on: date | None = None) -> Checked:
    """A resident identity number; ``on`` is the day of appointment for the age, without it age is not judged.

    The county part is not tied to the validity of county codes: people are born before a code is
    given, and older codes stay in use for life.
    """
    number = _upper(value, _SPACES)
    reason = _identity_fault(number, on)
    if reason:
        return Checked(False, number, reason=reason)
    warnings = []
    if number[:2] not in PROVINCES:
        warnings.append("region")
    if on and age_on(birth_date(number), on) not in WORKING_AGE:
        warnings.append("age")
    return Checked(True, number, tuple(warnings))


def _identity_fault(number: str, on: date | None) -> str:
    """The first reason why the number cannot be one; empty when it can."""
    if not number:
        return "missing"
    if len(number) != len(IDENTITY_WEIGHTS) + 1:
        return "length"
    if not IDENTITY_FORM.fullmatch(number):
        return "characters"
    try:
        born = birth_date(number)
    except ValueError:
        return "birth_date"
    if on and born > on:
        return "future"
    return "" if identity_check_character(number[:17]) == number[17] else "check_digit"


def check_document(kind: str, value: str | None, on: date | None = None) -> Checked:
    """A number of the document ``kind``: identity_card, foreign_pr or passport; the last two by form only."""
    if kind == "identity_card":
        return check_identity_no(value, on)
    form = {"foreign_pr": FOREIGN_PR_FORM, "passport": PASSPORT_FORM}[kind]
    number = _upper(value, _SPACES)
    if not number:
        return Checked(False, number, reason="missing")
    return Checked(True, number) if form.fullmatch(number) else Checked(False, number, reason="format")


MASKS = ((15, 3, 2), (9, 1, 2))  # from that length on, so many characters show at the head and the tail


def mask_identity_no(number: str) -> str:
    """The number with its middle hidden: ``540*************12``; shorter documents show less or nothing.

    Six characters at least are hidden, and never fewer than are shown. A mask of a mask is the same mask.
    """
    length = len(number)
    for least, head, tail in MASKS:
        if length >= least:
            return number[:head] + "*" * (length - head - tail) + number[-tail:]
    return "*" * length


# Telephones -----------------------------------------------------------------------------------------

_COUNTRY_CODE = re.compile(r"^(?:\+|00)86")
MOBILE_FORM = re.compile(r"1[3-9][0-9]{9}")
LANDLINE_FORM = re.compile(r"(0[12][0-9]|0[0-9]{3}|0[0-9]{2})-?([0-9]{7,8})")


def check_mobile(value: str | None) -> Checked:
    """A mobile number of mainland China; segments are not tested, they change."""
    return _telephone(value, MOBILE_FORM)


def check_phone(value: str | None) -> Checked:
    """A mobile number, or a landline with its area code (``0891-6331234``)."""
    landline = LANDLINE_FORM.fullmatch(_DASH.sub("-", _upper(value, _SPACES)))
    return Checked(True, "-".join(landline.groups())) if landline else check_mobile(value)


def _telephone(value: str | None, form: re.Pattern[str]) -> Checked:
    number = _COUNTRY_CODE.sub("", _upper(value, _SPACES_AND_DASHES))
    if not number:
        return Checked(False, number, reason="missing")
    return Checked(True, number) if form.fullmatch(number) else Checked(False, number, reason="format")


# Names ----------------------------------------------------------------------------------------------

NAME_MAX = 100  # characters


def check_name(value: str | None) -> Checked:
    """A person's name in one field, in any script: Han of every plane, Tibetan, separators as U+00B7.

    Names are not split, and no surname is assumed; markup, digits alone and NUL are refused.
    """
    name = tidy_name(value or "")
    if not name:
        return Checked(False, name, reason="missing")
    if len(name) > NAME_MAX:
        return Checked(False, name, reason="too_long")
    if not all(map(is_name_character, name)) or not has_letter(name):
        return Checked(False, name, reason="characters")
    if has_stray_separator(name):
        return Checked(False, name, reason="separator")
    return Checked(True, name, ("private_use",) if any(map(is_private_use, name)) else ())
