"""Sealing of identity numbers: AES-256-GCM with a key ring, and a keyed blind index for look-ups.

A sealed value reads ``<key id>:<base64>``; the first key of the ring seals, every key opens. It is
bound to its place: copied to another table, row or field it does not open. The index is an HMAC under
a key of its own. Nothing opens by itself: whoever needs the number says so.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import os
from dataclasses import dataclass
from typing import Self

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from cqo_registry.core.verdicts import Reason, Refused, Verdict

NONCE_BYTES = 12


class SealBroken(Refused):
    """A sealed value that does not open; to whoever asked for it, an act refused with one sentence."""

    def __init__(self, key_id: str) -> None:
        self.key_id = key_id
        sentence = _("密文无法打开：密钥不符，或者数据被改动、移动过。请联系系统管理员。")
        super().__init__(Verdict((Reason("seal_broken", sentence),)))


@dataclass(frozen=True, slots=True)
class Place:
    """Where a sealed value stands; the row must have its key before anything is sealed for it."""

    table: str
    row: int
    field: str

    @classmethod
    def of(cls, row: models.Model, field: str) -> Self:
        """The place of a model's field. Raises ``ValueError`` for a row that has no key yet."""
        if row.pk is None:
            raise ValueError(f"{row._meta.db_table} has no key to bind {field} to")
        return cls(row._meta.db_table, row.pk, field)

    @property
    def bound(self) -> bytes:
        """What the cipher binds: the additional data of AES-GCM."""
        return f"{self.table}:{self.row}:{self.field}".encode()


def _ring() -> dict[str, bytes]:
    return {
        key_id: bytes.fromhex(key) for key_id, _, key in (pair.partition(":") for pair in settings.PII_KEYS)
    }


def seal(text: str, place: Place) -> str:
    """``text`` encrypted under the newest key for one place; an empty text stays empty."""
    if not text:
        return ""
    key_id, key = next(iter(_ring().items()))
    nonce = os.urandom(NONCE_BYTES)
    body = nonce + AESGCM(key).encrypt(nonce, text.encode(), place.bound)
    return f"{key_id}:{base64.b64encode(body).decode()}"


def unseal(sealed: str, place: Place) -> str:
    """The text of a value sealed for ``place``.

    Raises ``SealBroken`` when no key fits, a byte was changed, or it was sealed for another place.
    """
    if not sealed:
        return ""
    key_id, _colon, body = sealed.partition(":")
    try:
        raw = base64.b64decode(body, validate=True)
        return AESGCM(_ring()[key_id]).decrypt(raw[:NONCE_BYTES], raw[NONCE_BYTES:], place.bound).decode()
    except (KeyError, ValueError, InvalidTag) as fault:
        raise SealBroken(key_id) from fault


def reseal(sealed: str, source: Place, target: Place) -> str:
    """A value that was sealed for ``source``, sealed anew for ``target``. Raises ``SealBroken``."""
    return seal(unseal(sealed, source), target)


def blind_index(text: str) -> str:
    """A keyed fingerprint (64 hex digits) that finds equal numbers without opening any."""
    if not text:
        return ""
    return hmac.new(bytes.fromhex(settings.PII_INDEX_KEY), text.encode(), hashlib.sha256).hexdigest()
