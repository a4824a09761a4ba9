"""Sealing of identity numbers: AES-256-GCM with a key ring, and a keyed blind index for look-ups.

A sealed value reads ``<key id>:<base64>``; the first key of the ring seals, every key opens. The
index is an HMAC under a key of its own. Nothing opens by itself: whoever needs the number says so.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import os

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings

CONTEXT = b"identity_no"
NONCE_BYTES = 12


class SealBroken(Exception):
    """A sealed value that no key of the ring opens."""


def _ring() -> dict[str, bytes]:
    return {
        key_id: bytes.fromhex(key) for key_id, _, key in (pair.partition(":") for pair in settings.PII_KEYS)
    }


def seal(text: str) -> str:
    """``text`` encrypted under the newest key; an empty text stays empty."""
    if not text:
        return ""
    key_id, key = next(iter(_ring().items()))
    nonce = os.urandom(NONCE_BYTES)
    body = nonce + AESGCM(key).encrypt(nonce, text.encode(), CONTEXT)
    return f"{key_id}:{base64.b64encode(body).decode()}"


def unseal(sealed: str) -> str:
    """The text of a sealed value. Raises ``SealBroken`` when no key fits or a byte was changed."""
    if not sealed:
        return ""
    key_id, _, body = sealed.partition(":")
    try:
        raw = base64.b64decode(body, validate=True)
        return AESGCM(_ring()[key_id]).decrypt(raw[:NONCE_BYTES], raw[NONCE_BYTES:], CONTEXT).decode()
    except (KeyError, ValueError, InvalidTag) as fault:
        raise SealBroken(f"sealed under key {key_id!r}") from fault


def blind_index(text: str) -> str:
    """A keyed fingerprint (64 hex digits) that finds equal numbers without opening any."""
    if not text:
        return ""
    return hmac.new(bytes.fromhex(settings.PII_INDEX_KEY), text.encode(), hashlib.sha256).hexdigest()
