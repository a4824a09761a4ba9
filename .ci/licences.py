"""Read a CycloneDX list of packages: print each with its licence; fail on one that may not be in the site.

Use: python .ci/licences.py sbom.json
"""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path
from typing import Any

# The Lesser GPL leaves the site as free as it is; the GPL and the Affero GPL do not.
BANNED = re.compile(r"(?<!L)(?<!Lesser )\b(?:AGPL|GPL|GNU (?:Affero )?General Public)", re.IGNORECASE)


def licences(component: dict[str, Any]) -> list[str]:
    """The licences a package names: an identifier, an expression, or words."""
    found = component.get("licenses", [])
    return [
        each.get("expression") or each["license"].get("id") or each["license"].get("name", "")
        for each in found
    ]


def main(path: str) -> int:
    """The number of packages that may not be there."""
    components = json.loads(Path(path).read_text(encoding="utf-8"))["components"]
    wrong = 0
    for component in sorted(components, key=lambda each: str(each["name"]).lower()):
        named = licences(component)
        bad = not named or all(BANNED.search(name) for name in named)
        wrong += bad
        note = "   <- may not be here" if bad else ""
        print(f"{component['name']:32} {component.get('version', ''):14} {' | '.join(named)[:60]}{note}")
    print(f"{len(components)} packages, {wrong} not allowed")
    return wrong


if __name__ == "__main__":
    sys.exit(min(main(sys.argv[1]), 1))
