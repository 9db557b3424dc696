"""What is begun and never saved comes back as it was, in one row, whatever its author does and in whatever order."""

import random

import pytest

from tests.browser.begun_texts import BegunRecord, BegunSession, BegunSheet, BegunTopic

GESTURES = ("type", "photo", "remove_photo", "leave", "close", "second_tab", "cut_line")
GESTURES_OF_A_TAB = ("type", "leave", "cut_line")
LENGTH = 9


def walk(begun, gestures: tuple[str, ...], *, seed: str, last: str) -> None:
    draw = random.Random(seed)  # noqa: S311 - a draw of gestures
    made = [*draw.choices(gestures, k=LENGTH), last, "leave"]
    for rank, gesture in enumerate(made):
        begun.make(gesture, rank)


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_begun_sheet_comes_back_as_it_was_in_one_row(open_browser, seed):
    sheet = BegunSheet(open_browser, account="animateur12@example.org", title=f"Ranger les câbles {seed}")

    walk(sheet, (*GESTURES, "move"), seed=f"sheet {seed}", last="photo")


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_begun_topic_comes_back_as_it_was(open_browser, seed):
    topic = BegunTopic(open_browser, account=f"animateur{13 + seed}@example.org", title=f"Où ranger les câbles {seed}")

    walk(topic, GESTURES, seed=f"topic {seed}", last="photo")


@pytest.mark.parametrize(
    ("form", "account"), [(BegunRecord, "animateur18@example.org"), (BegunSession, "coordination@example.org")]
)
def test_form_of_a_tab_comes_back_as_it_was(open_browser, form, account):
    walk(form(open_browser, account=account, title="Câbles"), GESTURES_OF_A_TAB, seed=form.__name__, last="type")
