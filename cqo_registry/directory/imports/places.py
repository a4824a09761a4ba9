"""Counties and offices by the names people write: official, former, short, with the prefecture."""

from __future__ import annotations

from collections.abc import Iterable

from cqo_registry.core.spreadsheets.reader import tidy
from cqo_registry.directory.imports.words import COUNTY_ENDINGS, PREFECTURE_ENDINGS, REGION_NAMES
from cqo_registry.directory.models import Authority, County


class Places:
    """Look-ups over all counties; built once per file, so that a row costs no query."""

    def __init__(self, counties: Iterable[County]) -> None:
        counties = list(counties)
        self._counties = {tidy(c.code): c for c in counties}
        self._counties |= {_short(c.name, COUNTY_ENDINGS): c for c in counties}
        self._counties |= {tidy(alias): c for c in counties for alias in c.aliases}
        self._counties |= {tidy(c.name): c for c in counties}
        offices = {c.authority.pk: c.authority for c in counties}.values()
        self._offices: dict[str, Authority] = {}
        for office in offices:
            for name in (office.code, office.name, office.short_name, _area(office)):
                self._offices[tidy(name)] = office
        self._only = _only_county_of(counties)

    @classmethod
    def load(cls) -> Places:
        """All counties with their offices, in one query."""
        return cls(County.objects.select_related("authority__parent"))

    def county(self, text: str, prefecture: str) -> County | None:
        """The county of that name; without a name the only county of a zone."""
        word = tidy(text)
        if not word:
            office = self.office(prefecture)
            return self._only.get(office.pk) if office else None
        return self._counties.get(word) or self._counties.get(self._without_prefix(word))

    def office(self, text: str) -> Authority | None:
        """The office of a prefecture or zone by its name, with or without 市 and 地区."""
        word = tidy(text)
        for name in REGION_NAMES:
            word = word.removeprefix(name) or word
        return self._offices.get(word)

    def _without_prefix(self, word: str) -> str:
        for name in REGION_NAMES:
            word = word.removeprefix(name)
        for name in sorted(self._offices, key=len, reverse=True):
            if word.startswith(name) and word != name:
                return word.removeprefix(name)
        return word


def _short(name: str, endings: tuple[str, ...]) -> str:
    """The name without its ending; names of two characters stay whole."""
    return tidy(name if len(name) <= 2 or not name.endswith(endings) else name[:-1])


def _area(office: Authority) -> str:
    for ending in PREFECTURE_ENDINGS:
        if office.short_name.endswith(ending):
            return office.short_name.removesuffix(ending)
    return office.short_name


def _only_county_of(counties: list[County]) -> dict[int, County]:
    found: dict[int, list[County]] = {}
    for county in counties:
        found.setdefault(county.authority_id, []).append(county)
    return {office: rows[0] for office, rows in found.items() if len(rows) == 1}
