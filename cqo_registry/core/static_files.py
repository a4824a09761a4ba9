"""Static files that npm installs: an allow-list, served under their own short names.

Whole ``dist`` folders would make collectstatic take minutes; only what a page loads is listed.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.finders import BaseFinder
from django.core.files.storage import FileSystemStorage
from whitenoise.storage import CompressedManifestStaticFilesStorage

NODE_MODULES = {
    "vendor/bootstrap.css": "bootstrap/dist/css/bootstrap.min.css",
    "vendor/echarts.js": "echarts/dist/echarts.simple.min.js",  # the analysis page alone
    "vendor/noto-serif-tibetan.woff2": (
        "@fontsource/noto-serif-tibetan/files/noto-serif-tibetan-tibetan-400-normal.woff2"
    ),
}


class _Renamed(FileSystemStorage):
    """Reads ``node_modules`` by the names of the allow-list."""

    def path(self, name: str) -> str:
        """The place of the file in ``node_modules``; a name off the list does not exist."""
        return super().path(NODE_MODULES[name])


class NodeModulesFinder(BaseFinder):
    """Finds exactly the files of ``NODE_MODULES``; one that is not installed is simply not there."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        self.storage = _Renamed(location=Path(settings.BASE_DIR) / "node_modules")

    def find(self, path: str, find_all: bool = False, **kwargs: Any) -> Any:
        """The absolute path of a listed file, or an empty list."""
        found = path in NODE_MODULES and self.storage.exists(path)
        if not found:
            return []
        return [self.storage.path(path)] if find_all else self.storage.path(path)

    def list(self, ignore_patterns: Any) -> Iterator[tuple[str, FileSystemStorage]]:
        """Every listed file that is installed, for collectstatic."""
        for name in NODE_MODULES:
            if self.storage.exists(name):
                yield name, self.storage


def _without_source_maps(patterns: Any) -> Any:
    """The rewriting rules of Django less those that look for ``sourceMappingURL``."""
    return tuple(
        (extension, tuple(rule for rule in rules if "sourceMappingURL" not in str(rule)))
        for extension, rules in patterns
    )


class ManifestStorage(CompressedManifestStaticFilesStorage):  # type: ignore[misc]  # whitenoise has no types
    """Hashed and compressed files; source maps are not shipped, so their comments are left alone."""

    patterns = _without_source_maps(CompressedManifestStaticFilesStorage.patterns)
