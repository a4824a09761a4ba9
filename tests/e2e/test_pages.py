"""Every page a role can reach from its navigation: no axe finding, no error, light, in both widths."""

from __future__ import annotations

from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe

WIDTHS = {"desk": 1280, "phone": 375}
ACCOUNTS = (
    "enterprise.lhasa",
    "enterprise.shigatse",
    "prefecture.lhasa",
    "zone.jkq",
    "region",
    "auditor",
    "admin",
)
MOST_PAGES = 40
FIRST_LOAD_BYTES = 100_000
DOWNLOADS = (".xlsx", ".pdf", "/evidence/", "/export/", "/print/", "/document/", "/certificate/")
FILES = ("/attachments/", "/institution-documents/", "/pictures/", "/static/")


def links(page: Any, site: str) -> list[str]:
    """The addresses of this site the page links to, one of each shape."""
    found = page.eval_on_selector_all("a[href]", "links => links.map(link => link.href)")
    pages = [url.split("#")[0] for url in found if url.startswith(site)]
    return [url for url in pages if not url.split("?")[0].endswith(DOWNLOADS)]


def shape(url: str) -> str:
    """The address with its numbers and its query left out."""
    return "/".join("#" if part.isdigit() else part for part in url.split("?")[0].split("/"))


def walk(page: Any, site: str, *starts: str, within: tuple[str, ...] = ("/",)) -> list[str]:
    """One address of every shape below ``within`` that can be reached by links."""
    seen: dict[str, str] = {}
    waiting = [f"{site}{start}" for start in starts]
    while waiting and len(seen) < MOST_PAGES:
        url = waiting.pop(0)
        if shape(url) in seen or any(part in url for part in FILES):
            continue
        answer = page.goto(url)
        if answer is None or "text/html" not in answer.headers.get("content-type", ""):
            continue
        assert answer.status == 200, f"{url} answers {answer.status}"
        seen[shape(url)] = url
        waiting += [link for link in links(page, site) if link.removeprefix(site).startswith(within)]
    return list(seen.values())


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("account", [None, *ACCOUNTS])
def test_every_page_of_a_role_is_accessible(
    page: Any, site: str, sign_in: Any, account: str | None, width: str
):
    page.set_viewport_size({"width": WIDTHS[width], "height": 900})
    faults: list[str] = []
    page.on("console", lambda line: line.type == "error" and faults.append(f"{page.url}: {line.text}"))
    page.on("pageerror", lambda fault: faults.append(f"{page.url}: {fault}"))
    if account:
        sign_in(page, account)
    faults += look_at(page, walk(page, site, "/"))
    assert not faults, "\n".join(faults)


CHAPTER_FIVE = (
    "/training/",
    "/talent-pool/",
    "/assessment/",
    "/statistics/",
    "/analysis/",
    "/filings/duty-reports/",
)


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("account", ["enterprise.chamdo", "prefecture.lhasa", "region"])
def test_every_page_of_chapter_five_is_accessible(
    page: Any, site: str, sign_in: Any, account: str, width: str
):
    page.set_viewport_size({"width": WIDTHS[width], "height": 900})
    sign_in(page, account)
    heard: list[str] = []
    page.on("console", lambda line: line.type == "error" and heard.append(f"{page.url}: {line.text}"))
    page.on("pageerror", lambda fault: heard.append(f"{page.url}: {fault}"))
    page.goto(f"{site}/")
    starts = [link.removeprefix(site) for link in links(page, site)]
    starts = [path for path in starts if path.startswith(CHAPTER_FIVE)]
    assert starts
    faults = look_at(page, walk(page, site, *starts, within=CHAPTER_FIVE)) + heard
    assert not faults, "\n".join(faults)


def look_at(page: Any, urls: list[str]) -> list[str]:
    """What axe finds on the pages, and which of them are wider than the screen."""
    faults = []
    for url in urls:
        page.goto(url)
        findings = Axe().run(page)
        faults += [
            f"{url}: {found['id']} {found['nodes'][0]['html'][:160]}"
            for found in findings.response["violations"]
        ]
        wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        if wide > 0:
            faults.append(f"{url}: {wide} px wider than the screen")
    return faults


@pytest.mark.parametrize(
    ("account", "path"),
    [
        (None, "/"),
        ("enterprise.lhasa", "/"),
        ("prefecture.lhasa", "/filings/queue/"),
        ("region", "/filings/list/"),
    ],
)
def test_a_first_load_is_light(page: Any, site: str, sign_in: Any, account: str | None, path: str):
    if account:
        sign_in(page, account)
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    session.send("Network.setCacheDisabled", {"cacheDisabled": True})
    received: list[float] = []
    session.on("Network.loadingFinished", lambda event: received.append(event["encodedDataLength"]))
    page.goto(f"{site}{path}", wait_until="networkidle")
    assert 0 < sum(received) <= FIRST_LOAD_BYTES, f"{sum(received):.0f} bytes"
