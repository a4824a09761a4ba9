"""What the register must look like, kept beside it by rules of its own: the state machine compares the two.

Nothing here asks the code under test; who may do what and what follows is written down a second time.
"""

from __future__ import annotations

from dataclasses import dataclass, field

OPEN = ("draft", "submitted", "returned")


@dataclass
class Post:
    """An enterprise's post: who holds it, the number of its first filing, how many were given since."""

    office: str
    person: int | None = None
    base: str = ""
    given: int = 0
    deregistered: bool = False
    resting: int | None = None  # who held the post when the enterprise was deregistered


@dataclass
class Paper:
    """One filing as it must stand: ``lines`` counts what the trail must hold of it."""

    enterprise: int
    types: tuple[str, ...]
    person: int
    educated: bool
    office: str
    status: str = "draft"
    holder: str = ""
    lines: int = 0
    number: str = ""
    touched: bool = True
    exempted: bool = False
    order: dict[str, int] = field(default_factory=dict)  # tier → when it was entered there

    @property
    def kind(self) -> str:
        """The kind that follows from its changes."""
        if not self.types:
            return "initial"
        return "removal" if "K2" in self.types else "change"

    @property
    def appoints(self) -> bool:
        """Whether somebody enters the post by it."""
        return not self.types or "K1" in self.types


class Shadow:
    """All posts, papers and bars."""

    def __init__(self, offices: list[str]) -> None:
        self.posts = [Post(office) for office in offices]
        self.papers: dict[int, Paper] = {}
        self.bars: dict[int, str] = {}  # person → proposed, confirmed
        self.clock = 0

    def open_of(self, enterprise: int) -> int | None:
        """The open filing of an enterprise."""
        found = [pk for pk, p in self.papers.items() if p.enterprise == enterprise and p.status in OPEN]
        assert len(found) <= 1
        return found[0] if found else None

    def may_start(self, enterprise: int, types: tuple[str, ...]) -> bool:
        """An initial filing where nobody is in office, a change where somebody is."""
        post = self.posts[enterprise]
        return not post.deregistered and (post.person is None) == (not types)

    def stands(self, paper: Paper) -> bool:
        """Whether what it rests on still holds."""
        post = self.posts[paper.enterprise]
        if post.deregistered:
            return False
        return post.person is None if not paper.types else post.person is not None

    def submittable(self, paper: Paper) -> bool:
        """Complete, about somebody else for K1, and what was returned touched."""
        post = self.posts[paper.enterprise]
        other = "K1" not in paper.types or paper.person != post.person
        return self.stands(paper) and other and paper.touched

    def acceptable(self, paper: Paper) -> bool:
        """Art. 6 and 9 for whoever enters the post; a data change or a removal is asked neither."""
        if not paper.appoints:
            return self.stands(paper)
        fit = paper.educated or paper.exempted
        return self.stands(paper) and fit and self.bars.get(paper.person) != "confirmed"

    def confirm_bar(self, person: int) -> None:
        """The bar stands; each filing under way that would put the person into office tells it (Art. 9)."""
        self.bars[person] = "confirmed"
        for paper in self.papers.values():
            if paper.person == person and paper.appoints and paper.status in ("submitted", "returned"):
                paper.lines += 1

    def refusable(self, paper: Paper) -> bool:
        """Only for a ground of Art. 6 or 9."""
        unfit = not paper.educated and not paper.exempted
        return paper.appoints and (unfit or self.bars.get(paper.person) == "confirmed")

    def accept(self, paper: Paper) -> None:
        """What acceptance brings about."""
        post = self.posts[paper.enterprise]
        if post.base:
            post.given += 1
            paper.number = f"{post.base}-B{post.given}"
        if paper.appoints:
            post.person = paper.person
        elif "K2" in paper.types:
            post.person = None
        self.enter(paper, "prefecture")

    def enter(self, paper: Paper, tier: str) -> None:
        """The moment it enters a ledger."""
        self.clock += 1
        paper.order[tier] = self.clock

    def ledger(self, tier: str) -> set[int]:
        """Each enterprise's latest accepted filing that is in the tier, unless it is a removal."""
        rows = set()
        for enterprise, post in enumerate(self.posts):
            entered = [
                (p.order["prefecture"], pk)
                for pk, p in self.papers.items()
                if p.enterprise == enterprise and tier in p.order
            ]
            if entered and not post.deregistered:
                newest = max(entered)[1]
                if self.papers[newest].kind != "removal":
                    rows.add(newest)
        return rows
