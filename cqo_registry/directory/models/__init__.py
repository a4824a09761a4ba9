"""Who exists: authorities and their calendars, counties, enterprises and their dated profiles."""

from cqo_registry.directory.models.authority import Authority, County, Holiday
from cqo_registry.directory.models.directory_import import DirectoryImport
from cqo_registry.directory.models.enterprise import Enterprise, EnterpriseFacts, EnterpriseProfile
from cqo_registry.directory.models.transfer import EnterpriseTransfer

__all__ = [
    "Authority",
    "County",
    "DirectoryImport",
    "Enterprise",
    "EnterpriseFacts",
    "EnterpriseProfile",
    "EnterpriseTransfer",
    "Holiday",
]
