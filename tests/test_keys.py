"""Keys of a site: both sides of every limit, and no sentence that repeats a key."""

from __future__ import annotations

import pytest

from cqo_registry import keys
from cqo_registry.keys import fault_of_keys, fresh_keys

SECRET = "q7Zr-W2mXc_9Lp4TbV8sKd1HfJ6nGy3ReAu5oEiQ0tYxBzMwCvNlUhSgPkDj"
ONE = "9f3c1ae7d2504b8866e1c07f5ab93d142e7b60d8f4931c5ae8076db2491f3ca5"
TWO = "0b7ad94e1c63f285a9d0376e5f8b12c4de6170a3985b2fc4e1d7063a94f85b2c"
INDEX = "c45e90b1f7283da66b1f04d97ce3528a0fb6e1942d7c38a5506eb3f9d1827a4e"


def fault(
    secret: str = SECRET, ring: tuple[str, ...] = (f"k1:{ONE}",), index: str = INDEX, published: bool = False
) -> str:
    return fault_of_keys(secret, ring, index, published=published)


def test_good_keys_pass_in_every_mode() -> None:
    assert fault() == fault(published=True) == ""
    assert fault(ring=(f"2027:{TWO}", f"k1:{ONE}")) == ""
    assert fault(ring=(f"k1:{ONE.upper()}",), index=INDEX.upper()) == ""


def test_the_keys_of_the_code_are_for_demonstration_and_tests_alone() -> None:
    development = f"{keys.DEVELOPMENT_ID}:{keys.DEVELOPMENT_PII}"
    assert fault(keys.DEVELOPMENT_SECRET, (development,), keys.DEVELOPMENT_INDEX, published=True) == ""
    assert fault(keys.DEVELOPMENT_SECRET).startswith("环境变量 CQO_SECRET_KEY 是公开的密钥")
    assert fault(ring=(f"k1:{keys.DEVELOPMENT_PII}",)).startswith("环境变量 CQO_PII_KEYS 第 1 项是公开的密钥")
    assert "第 2 项的编号只供演示使用" in fault(ring=(f"k1:{ONE}", f"dev:{TWO}"))
    assert fault(index=keys.DEVELOPMENT_INDEX).startswith("环境变量 CQO_PII_INDEX_KEY 是公开的密钥")
    for other in (keys.DEVELOPMENT_INDEX, keys.DEVELOPMENT_SECRET):
        assert fault(ring=(f"k1:{other}",), published=True)
    assert fault(secret="django-insecure-" + SECRET, published=True)


@pytest.mark.parametrize("published", [True, False])
@pytest.mark.parametrize(
    ("secret", "what"),
    [
        ("", "为空"),
        ("   ", "为空"),
        (SECRET[:49], "不足 50 个字符"),
        (SECRET[:50], ""),
        (SECRET[:49] + " ", "不足 50 个字符"),
        ("a" * 60, "过于简单"),
        ("correct-horse-battery" * 3, "过于简单"),
        ("correct-horse-battery" * 2 + "correct-hors", "过于简单"),
        ("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ", "过于简单"),
        (ONE + TWO, ""),
        (ONE, "与个人信息密钥相同"),
        (INDEX, "与个人信息密钥相同"),
    ],
)
def test_a_secret_is_long_and_not_simple(secret: str, what: str, published: bool) -> None:
    said = fault(secret, published=published)
    assert what in said
    assert bool(said) is bool(what)


@pytest.mark.parametrize("published", [True, False])
@pytest.mark.parametrize(
    ("key", "what"),
    [
        ("", "为空"),
        (ONE[:62], "应为 32 字节"),
        (ONE + "00", "应为 32 字节"),
        (ONE[:63], "应为 32 字节"),
        (ONE[:63] + "g", "应为 32 字节"),
        (ONE[:62] + " 5", "应为 32 字节"),
        (ONE[:-1] + "５", "应为 32 字节"),
        (ONE + "\n", "应为 32 字节"),
        ("00" * 32, "过于简单"),
        ("ff" * 32, "过于简单"),
        ("0123456789abcdef" * 4, "过于简单"),
        (ONE[:32] * 2, "过于简单"),
        (bytes(range(32)).hex(), "过于简单"),
        (bytes(range(200, 8, -6)).hex(), "过于简单"),
        (TWO, ""),
    ],
)
def test_a_key_has_32_bytes_that_nobody_guesses(key: str, what: str, published: bool) -> None:
    for name, said in (
        ("CQO_PII_KEYS", fault(ring=(f"k1:{ONE}", f"k2:{key}"), published=published)),
        ("CQO_PII_INDEX_KEY", fault(index=key, published=published)),
    ):
        assert what in said
        assert bool(said) is bool(what)
        assert name in said or not what
        assert not key or key not in said


@pytest.mark.parametrize(
    ("ring", "what"),
    [
        ((), "为空"),
        ((ONE,), "第 1 项应为"),
        ((f":{ONE}",), "第 1 项应为"),
        ((f"k 1:{ONE}",), "第 1 项应为"),
        ((f"密:{ONE}",), "第 1 项应为"),
        ((f"-k:{ONE}",), "第 1 项应为"),
        ((f"{'k' * 33}:{ONE}",), "第 1 项应为"),
        ((f"{'k' * 32}:{ONE}",), ""),
        ((f"k1:{ONE}", f"k1:{TWO}"), "编号有重复"),
        ((f"k1:{ONE}", f"k2:{ONE.upper()}"), "两项密钥相同"),
        ((f"k1:{INDEX}",), "与 CQO_PII_KEYS 中的密钥相同"),
        ((f"k1:k2:{ONE}",), "第 1 项应为 32 字节"),
    ],
)
def test_a_ring_has_keys_that_can_be_told_apart(ring: tuple[str, ...], what: str) -> None:
    said = fault(ring=ring)
    assert what in said
    assert bool(said) is bool(what)
    assert ONE not in said


def test_fresh_keys_pass_and_are_never_the_same() -> None:
    made = dict(line.split("=", 1) for line in fresh_keys().splitlines())
    assert fault(made["CQO_SECRET_KEY"], (made["CQO_PII_KEYS"],), made["CQO_PII_INDEX_KEY"]) == ""
    assert fresh_keys() != fresh_keys()
