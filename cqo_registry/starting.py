"""Before the site, the worker or a command touches a number: do the keys fit the database?

Wrong keys would seal beside the old ones and find nobody again; the first page to open a number would be
the first to know. The samples stand in the database, one for each key that has sealed in it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

import django
from django.conf import settings
from django.db import connection, transaction

from cqo_registry.core import crypto
from cqo_registry.environment import refuse

KNOWN_TEXT = "企业首席质量官"
KEYED_COMMANDS = {"demo", "export_roster", "recheck_bars", "runserver", "seed", "shell", "worker"}


@contextmanager
def right_keys(arguments: Sequence[str]) -> Iterator[None]:
    """Run one command line: what uses keys needs the right ones, and migrating leaves their samples."""
    name = arguments[1] if len(arguments) > 1 and not {"--help", "-h"} & set(arguments) else ""
    if name in KEYED_COMMANDS | {"migrate"}:
        django.setup()
        require_keys(plant=name != "migrate")
        let_go()
    yield
    if name == "migrate":
        require_keys()


def let_go() -> None:
    """Leave no connection open: none is shared with web workers made later, none lies idle in the worker."""
    if not connection.in_atomic_block:
        connection.close()


def require_static_files() -> None:
    """Raise ``CannotStart`` where pages would name files that were never collected: each would be a 500."""
    from django.contrib.staticfiles.storage import staticfiles_storage

    if getattr(staticfiles_storage, "hashed_files", None) == {}:
        refuse("静态文件尚未收集：请先运行 manage.py collectstatic。")


def require_keys(*, plant: bool = True) -> None:
    """Raise ``CannotStart`` unless the keys open what is stored; leave a sample of a key that has none."""
    from cqo_registry.audit.models import KeyCanary

    if KeyCanary._meta.db_table not in connection.introspection.table_names():
        return
    samples = list(KeyCanary.objects.order_by("pk"))
    for sample in samples:
        refuse(_fault(sample.sealed, sample.place, sample.index, sample.key_id))
    newest = settings.PII_KEYS[0].partition(":")[0]
    if plant and newest not in {sample.key_id for sample in samples}:
        if not samples:
            refuse(_fault_of_a_person())
        _plant(newest)


def _plant(key_id: str) -> None:
    """Seal the known text; of two processes that start at once the second waits and finds it done."""
    from cqo_registry.audit.models import KeyCanary

    with transaction.atomic():
        sample, made = KeyCanary.objects.get_or_create(key_id=key_id)
        if made:
            sample.sealed = crypto.seal(KNOWN_TEXT, sample.place)
            sample.index = crypto.blind_index(KNOWN_TEXT)
            sample.save()


def _fault_of_a_person() -> str:
    """Data from before there were samples: the newest person's number is one."""
    from filings.models import Person

    person = Person.objects.order_by("pk").last()
    if person is None:
        return ""
    key_id = person.identity_sealed.partition(":")[0]
    return _fault(person.identity_sealed, person.identity_place, person.identity_index, key_id)


def _fault(sealed: str, place: crypto.Place, index: str, key_id: str) -> str:
    try:
        text = crypto.unseal(sealed, place)
    except crypto.SealBroken:
        return (
            f"环境变量 CQO_PII_KEYS 与数据库不符：编号 {key_id} 的密钥缺失或者不对；"
            "更换密钥时新密钥放在最前，旧密钥须保留。"
        )
    if crypto.blind_index(text) != index:
        return "环境变量 CQO_PII_INDEX_KEY 与数据库不符：请恢复建库时的索引密钥，它不能更换。"
    return ""
