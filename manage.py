#!/usr/bin/env python
"""The project's command line."""

import os
import sys


def main() -> None:
    """Run one management command; a database that cannot be had is one sentence and exit code 1."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cqo_registry.settings")
    from cqo_registry.database import allow_long_statements, one_clear_sentence

    allow_long_statements()
    if sys.argv[1:] == ["make_keys"]:  # also for a site whose keys are still missing
        from cqo_registry.keys import fresh_keys

        print(fresh_keys())
        return

    with one_clear_sentence():
        from django.core.management import execute_from_command_line

        from cqo_registry.starting import right_keys

        with right_keys(sys.argv):
            execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
