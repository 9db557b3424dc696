"""Offline input on a tablet is neither lost nor written twice, whatever the network and page reloads do.

Hypothesis draws events for the attendance sheet and for the grid of a workshop: ticks, lost connections, missing
answers, reloaded pages. The site is the real one; only the network is unreliable.
"""

from collections import Counter
from collections.abc import Callable, Sequence

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from playwright.sync_api import BrowserContext, Locator, Page, Route, expect

from tests.browser.test_attendance_journey import Evening
from tests.browser.test_attendance_journey import on_tablet as open_sheet
from tests.browser.test_group_grid_journey import Workshop
from tests.browser.test_group_grid_journey import on_tablet as open_grid

MOST_RETURNS = 10
BOXES = 5
# Deterministic and few, since each example is a small journey.
FEW = settings(
    max_examples=12, deadline=None, derandomize=True, database=None, suppress_health_check=[HealthCheck.too_slow]
)
ticks = st.tuples(st.just("tick"), st.integers(0, BOXES - 1))
twice = st.tuples(st.just("tick twice"), st.integers(0, BOXES - 1))
signatures = st.tuples(st.just("sign"), st.integers(0, BOXES - 1))
events = st.tuples(st.sampled_from(["offline", "online", "slow", "lose the answer", "fail", "reload"]), st.just(0))


def stories(*actions: st.SearchStrategy) -> st.SearchStrategy[list]:
    """Eight steps, about half of them actions of the person."""
    return st.lists(st.one_of(*actions, events), min_size=8, max_size=8)


class Road:
    """The network between the tablet and the site: cut, slow or losing answers; it records outcomes of entries."""

    def __init__(self, context: BrowserContext) -> None:
        self.context, self.is_cut, self.next_fate = context, False, ""
        self.sent: set[str] = set()
        self.written: Counter[str] = Counter()
        self.refused: list[dict] = []
        self.held_routes: list[Route] = []
        context.route("**/entrees/", self.carry)

    def cut(self, *, is_cut: bool) -> None:
        self.is_cut = is_cut
        self.context.set_offline(is_cut)

    def carry(self, route: Route) -> None:
        fate, self.next_fate = self.next_fate, ""
        if self.is_cut:
            route.abort("internetdisconnected")
        elif fate == "fail":
            route.fulfill(status=503)
        elif fate == "slow":
            self.held_routes.append(route)
        else:
            self.deliver(route, is_lost=fate == "lose the answer")

    def deliver(self, route: Route, *, is_lost: bool = False) -> None:
        response = route.fetch()
        for entry in response.json()["entries"]:
            self.sent.add(entry["key"])
            self.written[entry["key"]] += entry["state"] == "written"
            self.refused += [entry] if entry["state"] == "refused" else []
        if is_lost:
            route.abort()
        else:
            route.fulfill(response=response)

    def release(self) -> None:
        """Deliver the delayed requests."""
        while self.held_routes:
            self.deliver(self.held_routes.pop(), is_lost=self.is_cut)


class Tablet:
    """A page of boxes on an unreliable network, and the last action of the person on each box."""

    def __init__(self, page: Page, boxes: str, sign: Callable[[Page, int], None] | None = None) -> None:
        self.page, self.boxes, self.sign = page, boxes, sign
        self.road = Road(page.context)
        self.action_count = 0
        self.last = self.checked_boxes()

    def box(self, rank: int) -> Locator:
        return self.page.locator(self.boxes).nth(rank)

    def checked_boxes(self) -> list[bool]:
        return self.page.locator(self.boxes).evaluate_all("boxes => boxes.map((box) => box.checked)")

    def play(self, story: Sequence[tuple[str, int]]) -> None:
        for event, rank in story:
            is_something_slow = bool(self.road.held_routes)
            self.live(event, rank)
            if is_something_slow:
                self.road.release()

    def live(self, event: str, rank: int) -> None:
        match event:
            case "tick":
                self.tick(rank)
            case "tick twice":
                self.tick(rank)
                self.tick(rank)
            case "sign":
                self.sign(self.page, rank)
                self.last[rank] = True
                self.action_count += 1
            case "offline" | "online":
                self.road.cut(is_cut=event == "offline")
            case "reload":
                self.road.release()
                self.page.reload()
                expect(self.page.locator(self.boxes)).not_to_have_count(0)
            case fate:
                self.road.next_fate = fate

    def tick(self, rank: int) -> None:
        """Tick the box; the page shows the intended state."""
        self.last[rank] = self.box(rank).evaluate("box => { box.click(); return box.checked; }")
        self.action_count += 1

    def settle(self) -> None:
        """Restore the network for good."""
        self.road.next_fate = ""
        self.road.release()
        for _ in range(MOST_RETURNS):
            self.road.cut(is_cut=True)
            self.road.cut(is_cut=False)
            for _ in range(20):
                self.page.wait_for_timeout(50)
                if not self.queued_keys():
                    return
        raise AssertionError(f"still queued: {self.queued_keys()}")

    def queued_keys(self) -> list[str]:
        return self.page.evaluate("Object.keys(localStorage).filter((key) => key.startsWith('attente:'))")

    def check(self) -> None:
        """Check that each entry arrived, was written once at most, and that the last action on each box holds."""
        assert self.road.refused == []
        assert len(self.road.sent) == self.action_count
        assert [key for key, times in self.road.written.items() if times > 1] == []
        self.page.reload()
        assert self.checked_boxes() == self.last


def write_name(page: Page, rank: int) -> None:
    """Sign by typing a name."""
    page.locator("#lignes li [data-sign]").nth(rank).click()
    page.get_by_label("Ou écrivez votre nom").fill("Signe au clavier")
    page.get_by_role("button", name="Valider").click()


@pytest.fixture
def sheet(open_browser, site, tmp_path) -> Tablet:
    page = open_sheet(open_browser, Evening(site, tmp_path))
    return Tablet(page, "#lignes li input[type=checkbox]", write_name)


@pytest.fixture
def grid(open_browser, site, tmp_path) -> Tablet:
    return Tablet(open_grid(open_browser, Workshop(site, tmp_path)), "#grille tbody input[type=checkbox]")


def test_attendance_ends_as_the_trainer_left_it(sheet):
    @FEW
    @given(stories(ticks, twice, signatures))
    def live(story):
        sheet.play(story)
        sheet.settle()
        sheet.check()

    live()


def test_grid_ends_as_the_animator_left_it(grid):
    @FEW
    @given(stories(ticks, twice))
    def live(story):
        grid.play(story)
        grid.settle()
        grid.check()

    live()
