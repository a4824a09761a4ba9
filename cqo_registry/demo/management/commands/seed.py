"""``manage.py seed``: enterprises by the million with all that hangs on them, to measure with."""

from __future__ import annotations

import time
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from cqo_registry.core.verdicts import Refused
from cqo_registry.demo.seeding.load import load

MOST = 5_000_000


class Command(BaseCommand):
    """Only in demonstration mode, beside the data of ``manage.py demo``."""

    help = "Add load data by COPY (CQO_DEMO=1 only): enterprises, filings, papers, trail, trainings, pool."

    def add_arguments(self, parser: CommandParser) -> None:
        """How many enterprises, and the seed of everything invented."""
        parser.add_argument("--enterprises", type=int, required=True, metavar="N")
        parser.add_argument("--seed", type=int, default=1, metavar="S")

    def handle(self, *args: Any, **options: Any) -> None:
        """Refuse, or load and print how fast."""
        if not settings.DEMO:
            raise CommandError(_("只有演示模式（CQO_DEMO=1）才能生成压力测试数据。"))
        wanted = options["enterprises"]
        if not 1 <= wanted <= MOST:
            raise CommandError(_("企业数量应在 1 至 %(most)d 之间。") % {"most": MOST})
        started = time.monotonic()

        def tell(enterprises: int, rows: int) -> None:
            speed = rows / max(time.monotonic() - started, 0.001)
            self.stdout.write(
                _("%(enterprises)d 家企业，%(rows)d 行，每秒 %(speed)d 行")
                % {"enterprises": enterprises, "rows": rows, "speed": speed}
            )

        try:
            load(wanted, seed=options["seed"], tell=tell)
        except Refused as refusal:
            raise CommandError(str(refusal)) from None
