"""The keys of a site: what is wrong with them, in one sentence that never repeats a key, and fresh ones.

What the code publishes opens nothing that matters: production refuses it, demonstration and tests live on it.
"""

from __future__ import annotations

import re
import secrets
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

DEVELOPMENT_SECRET = "development-only-key-never-used-with-real-data"  # noqa: S105 - published on purpose
DEVELOPMENT_ID = "dev"
DEVELOPMENT_PII = "11" * 32
DEVELOPMENT_INDEX = "22" * 32
PUBLISHED = {DEVELOPMENT_SECRET, DEVELOPMENT_PII, DEVELOPMENT_INDEX}

KEY_BYTES = 32
SECRET_LENGTH = 50
FEWEST = 8  # different characters of a secret, bytes of a key
HEX = re.compile(rf"[0-9A-Fa-f]{{{2 * KEY_BYTES}}}")
KEY_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.-]{0,31}")


def fault_of_keys(secret: str, pairs: Sequence[str], index: str, *, published: bool) -> str:
    """What is wrong with the keys of a site, naming the variable; empty when nothing is.

    ``published`` is whether the keys that the code itself contains may be used.
    """
    return (
        _fault_of_secret(secret, published)
        or _fault_of_ring(pairs, published)
        or _fault_of_index(index, published)
        or _fault_between(secret, [pair.partition(":")[2] for pair in pairs], index)
    )


def _fault_of_secret(secret: str, published: bool) -> str:
    what = ""
    if secret in PUBLISHED or secret.startswith("django-insecure-"):
        what = "" if published and secret == DEVELOPMENT_SECRET else "是公开的密钥"
    elif not secret.strip():
        what = "为空"
    elif len(secret.strip()) < SECRET_LENGTH:
        what = f"不足 {SECRET_LENGTH} 个字符"
    elif _is_trivial([ord(character) for character in secret.strip()]):
        what = "过于简单，有规律可循"
    return _sentence("CQO_SECRET_KEY", what)


def _fault_of_ring(pairs: Sequence[str], published: bool) -> str:
    name = "CQO_PII_KEYS"
    if not pairs:
        return _sentence(name, "为空，应为“编号:密钥”，多个之间用逗号分隔，新密钥在前")
    identifiers = []
    for position, pair in enumerate(pairs, start=1):
        key_id, colon, key = pair.partition(":")
        if not colon or not KEY_ID.fullmatch(key_id):
            return _sentence(name, f"第 {position} 项应为“编号:密钥”，编号由字母、数字、点和短横组成")
        demonstration = key_id == DEVELOPMENT_ID and not published
        what = "的编号只供演示使用" if demonstration else _fault_of_key(key, DEVELOPMENT_PII, published)
        if what:
            return _sentence(name, f"第 {position} 项{what}")
        identifiers.append(key_id)
    return _sentence(name, "的编号有重复" if len(set(identifiers)) < len(identifiers) else "")


def _fault_of_index(index: str, published: bool) -> str:
    return _sentence("CQO_PII_INDEX_KEY", _fault_of_key(index, DEVELOPMENT_INDEX, published))


def _fault_of_key(key: str, development: str, published: bool) -> str:
    if not key:
        return "为空"
    if not HEX.fullmatch(key):
        return f"应为 {KEY_BYTES} 字节，即 {2 * KEY_BYTES} 位十六进制数字"
    if key in PUBLISHED:
        return "" if published and key == development else "是公开的密钥"
    return "过于简单，有规律可循" if _is_trivial(bytes.fromhex(key)) else ""


def _fault_between(secret: str, ring: Sequence[str], index: str) -> str:
    keys = [key.lower() for key in ring]
    if len(set(keys)) < len(keys):
        return _sentence("CQO_PII_KEYS", "中有两项密钥相同")
    if index.lower() in keys:
        return _sentence("CQO_PII_INDEX_KEY", "与 CQO_PII_KEYS 中的密钥相同，应各用各的密钥")
    if secret.strip().lower() in (*keys, index.lower()):
        return _sentence("CQO_SECRET_KEY", "与个人信息密钥相同，应各用各的密钥")
    return ""


def _is_trivial(values: Sequence[int]) -> bool:
    """Whether one can guess how it goes on: few different values, a repetition, or a steady step."""
    steps = Counter(after - before for before, after in pairwise(values))
    repeats = any(values[period:] == values[:-period] for period in range(1, len(values) // 2 + 1))
    return len(set(values)) < FEWEST or repeats or steps.most_common(1)[0][1] > len(values) // 2


def _sentence(name: str, what: str) -> str:
    return f"环境变量 {name} {what}；新密钥可用 manage.py make_keys 生成。" if what else ""


def fresh_keys(key_id: str = "k1") -> str:
    """Three lines for the environment of a new site."""
    return "\n".join(
        [
            f"CQO_SECRET_KEY={secrets.token_urlsafe(48)}",
            f"CQO_PII_KEYS={key_id}:{secrets.token_hex(KEY_BYTES)}",
            f"CQO_PII_INDEX_KEY={secrets.token_hex(KEY_BYTES)}",
        ]
    )
