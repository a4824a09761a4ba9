"""Who reaches the embedded server: its folders, and the users of the machine whom it lets in.

The system tells the server who is at the other end of the socket (``peer``); in come the owner of the data
and root, who may read the files anyway. There is no password to keep, and nothing listens on the network.
"""

from __future__ import annotations

import hashlib
import os
import pwd
import re
import stat
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import Any

SOCKET_NAME = ".s.PGSQL.5432"
SOCKET_BYTES = 103  # the shortest limit of the systems for the whole path of a socket
PRIVATE = 0o700
OTHERS = 0o077
PASSING = 0o011
PLAIN = re.compile(r"[A-Za-z0-9_./-]+")  # nothing that the list of socket folders or libpq would take apart
HBA = "# Written anew at every start of the embedded server.\nlocal all all peer map=cqo\n"


def owner(folder: Path) -> str:
    """The name of the user whom ``folder`` belongs to, as which its server runs."""
    return pwd.getpwuid(folder.stat().st_uid).pw_name


def as_owner(folder: Path) -> dict[str, Any]:
    """What ``subprocess`` needs to run a program as the owner: root may not run PostgreSQL itself."""
    if os.geteuid():
        return {}
    found = folder.stat()
    return {"user": found.st_uid, "group": found.st_gid, "extra_groups": []}


def _texts(folder: Path) -> dict[str, str]:
    names = sorted({owner(folder), pwd.getpwuid(0).pw_name})
    return {"pg_hba.conf": HBA, "pg_ident.conf": "".join(f'cqo "{name}" postgres\n' for name in names)}


def close(folder: Path) -> None:
    """Let in nobody but the owner of ``folder`` and root; the server is not running meanwhile."""
    folder.chmod(PRIVATE)
    found = folder.stat()
    for name, text in _texts(folder).items():
        # Made anew: as root, a link that somebody left here would be written through.
        (folder / name).unlink(missing_ok=True)
        with (folder / name).open("x") as file:
            os.fchmod(file.fileno(), 0o600)
            if os.geteuid() == 0:
                os.fchown(file.fileno(), found.st_uid, found.st_gid)
            file.write(text)


def is_closed(folder: Path, socket: Path) -> bool:
    """Whether nobody else is let in: an older version left its data and its socket open to all."""
    with suppress(OSError, KeyError, UnicodeDecodeError):
        shut = all((folder / name).read_text() == text for name, text in _texts(folder).items())
        return shut and not (folder.stat().st_mode | socket.stat().st_mode) & OTHERS
    return False


def let_through(path: Path) -> None:
    """Let the server's user pass the folders above ``path``; to list them nobody gets leave."""
    for above in path.parents:
        mode = stat.S_IMODE(above.stat().st_mode)
        if mode & PASSING != PASSING:
            above.chmod(mode | PASSING)


def socket_folder(folder: Path) -> Path:
    """Where the socket of ``folder`` lies: inside, or, when its path is long or odd, in a short place."""
    if PLAIN.fullmatch(str(folder)) and _fits(folder):
        return folder
    short = _runtime_folder() / hashlib.sha256(os.fsencode(folder)).hexdigest()[:10]
    found = folder.stat()
    short.mkdir(mode=PRIVATE, exist_ok=True)
    if os.geteuid() == 0:
        os.chown(short, found.st_uid, found.st_gid)
    short.chmod(PRIVATE)
    return short


def _fits(folder: Path) -> bool:
    return len(os.fsencode(folder / SOCKET_NAME)) <= SOCKET_BYTES


def _runtime_folder() -> Path:
    """A folder of this user alone for sockets; root's lets the server's user pass, not look around."""
    uid = os.geteuid()
    places = [Path(place) / f"cqo-runtime-{uid}" for place in (tempfile.gettempdir(), "/tmp")]  # noqa: S108
    folder = next(place for place in places if _fits(place / "0123456789") and PLAIN.fullmatch(str(place)))
    folder.mkdir(mode=PRIVATE, exist_ok=True)
    found = folder.lstat()
    if found.st_uid != uid or not stat.S_ISDIR(found.st_mode):
        raise PermissionError(f"{folder} belongs to somebody else")
    folder.chmod(PRIVATE if uid else 0o711)
    return folder
