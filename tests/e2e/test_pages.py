"""Every page a role can reach by links: no axe finding, no error, both widths, whole without JavaScript."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe

SCREENS = {"desk": {"width": 1280, "height": 900}, "phone": {"width": 375, "height": 900}}
ACCOUNTS = (
    None,
    "enterprise.lhasa",
    "enterprise.shigatse",
    "enterprise.chamdo",
    "prefecture.lhasa",
    "zone.jkq",
    "region",
    "auditor",
    "admin",
)
FIRST_LOAD_BYTES = 100_000
DOWNLOADS = (".xlsx", ".pdf", "/evidence/", "/export/", "/print/", "/document/", "/certificate/")
FILES = ("/attachments/", "/institution-documents/", "/pictures/", "/static/")
# What can be used on a page: each link, button and field a person sees, by what it is called.
USABLE = """() => [...document.querySelectorAll("main a[href], main button, main input, main select, \
main textarea, main summary")].filter(it => it.type !== "hidden" && it.checkVisibility())
  .map(it => `${it.tagName} ${it.name || it.innerText.trim() || it.getAttribute("aria-label")}`)"""
WIDER = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


def links(page: Any, site: str) -> list[str]:
    """The addresses of this site the page links to, one of each shape."""
    found = page.eval_on_selector_all("a[href]", "links => links.map(link => link.href)")
    pages = [url.split("#")[0] for url in found if url.startswith(site)]
    return [url for url in pages if not url.split("?")[0].endswith(DOWNLOADS)]


def shape(url: str) -> str:
    """The address with its numbers and its query left out."""
    return "/".join("#" if part.isdigit() else part for part in url.split("?")[0].split("/"))


def walk(page: Any, site: str) -> Iterator[str]:
    """Stand on one page of every shape that can be reached by links, and name its address."""
    seen: set[str] = set()
    waiting = [f"{site}/"]
    while waiting:
        url = waiting.pop(0)
        if shape(url) in seen or any(part in url for part in FILES):
            continue
        answer = page.goto(url)
        if answer is None or "text/html" not in answer.headers.get("content-type", ""):
            continue
        assert answer.status == 200, f"{url} answers {answer.status}"
        seen.add(shape(url))
        waiting += links(page, site)
        yield url


@pytest.mark.parametrize("account", ACCOUNTS)
def test_every_page_of_a_role_is_accessible(
    page: Any, browser: Any, site: str, sign_in: Any, account: str | None
) -> None:
    faults: list[str] = []
    page.on("console", lambda line: line.type == "error" and faults.append(f"{page.url}: {line.text}"))
    page.on("pageerror", lambda fault: faults.append(f"{page.url}: {fault}"))
    page.set_viewport_size(SCREENS["desk"])
    if account:
        sign_in(page, account)
    bare = browser.new_context(
        java_script_enabled=False, storage_state=page.context.storage_state(), viewport=SCREENS["desk"]
    )
    without = bare.new_page()
    visited = 0
    for url in walk(page, site):
        visited += 1
        faults += lacks(page, without, url)
        for name, screen in SCREENS.items():
            page.set_viewport_size(screen)
            faults += [f"{url} ({name}): {fault}" for fault in seen_on(page)]
        page.set_viewport_size(SCREENS["desk"])
    bare.close()
    assert visited > 5
    assert not faults, "\n".join(faults)


def lacks(page: Any, without: Any, url: str) -> list[str]:
    """What the page offers with JavaScript and keeps from those who have none."""
    without.goto(url)
    missing = set(page.evaluate(USABLE)) - set(without.evaluate(USABLE))
    return [f"{url}: not without JavaScript: {name}" for name in sorted(missing)]


def seen_on(page: Any) -> list[str]:
    """What axe finds on the page as it stands, and whether it is wider than the screen."""
    faults = [
        f"{found['id']} {found['nodes'][0]['html'][:160]}" for found in Axe().run(page).response["violations"]
    ]
    wide = page.evaluate(WIDER)
    return [*faults, f"{wide} px wider than the screen"] if wide > 0 else faults


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
