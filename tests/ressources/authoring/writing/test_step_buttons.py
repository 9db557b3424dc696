"""Buttons of the run sheet: they change the form data and lose nothing."""

import pytest
from django.http import QueryDict

from ressources.authoring.writing.forms.step_buttons import MAX_ROWS, apply_button


def form_data(*titles: str, **changes) -> QueryDict:
    data = QueryDict(mutable=True)
    data.update({"title": "Ranger ses photos", "steps-TOTAL_FORMS": str(len(titles)), "steps-INITIAL_FORMS": "0"})
    for rank, title in enumerate(titles):
        data.update({f"steps-{rank}-title": title, f"steps-{rank}-minutes": "10", f"steps-{rank}-animator": title * 2})
    for name, value in changes.items():
        data[name] = value
    return data


def titles_of(data: QueryDict) -> list[str]:
    return [data[f"steps-{rank}-title"] for rank in range(int(data["steps-TOTAL_FORMS"]))]


def after(button: str, place: str, *titles: str):
    return apply_button(form_data(*titles, **{button: place}), button)


def test_step_is_added_at_the_end():
    result = after("add_step", "1", "Accueil", "Bilan")
    assert (titles_of(result.data), result.row, result.target) == (["Accueil", "Bilan", ""], 2, "title")
    assert result.data["title"] == "Ranger ses photos"


@pytest.mark.parametrize(
    ("button", "place", "titles", "row", "target"),
    [
        ("step_up", "2", ["A", "C", "B"], 1, "step_up"),
        ("step_up", "1", ["B", "A", "C"], 0, "step_down"),
        ("step_down", "0", ["B", "A", "C"], 1, "step_down"),
        ("step_down", "1", ["A", "C", "B"], 2, "step_up"),
    ],
)
def test_step_moves_with_its_content(button, place, titles, row, target):
    result = after(button, place, "A", "B", "C")
    assert (titles_of(result.data), result.row, result.target) == (titles, row, target)
    assert [result.data[f"steps-{rank}-animator"] for rank in range(3)] == [title * 2 for title in titles]


def test_move_is_announced():
    assert after("step_down", "0", "Accueil", "").announcement == (
        "L’étape «\u00a0Accueil\u00a0» est maintenant la numéro 2 sur 2."
    )
    assert after("step_up", "1", "Accueil", " ").announcement.startswith("L’étape «\u00a0sans titre\u00a0»")


@pytest.mark.parametrize("place", ["0", "3", "-1", "x", "", "99999"])
def test_step_does_not_move_out_of_the_run_sheet(place):
    result = after("step_up", place, "A", "B", "C")
    assert (titles_of(result.data), result.row, result.announcement) == (["A", "B", "C"], -1, "")


def test_removed_step_can_be_put_back_in_its_place():
    removal = after("step_out", "1", "A", "B", "C")
    assert (titles_of(removal.data), removal.target, removal.announcement) == (
        ["A", "C"],
        "step_back",
        "L’étape «\u00a0B\u00a0» est retirée.",
    )
    assert removal.out == [("title", "B"), ("minutes", "10"), ("animator", "BB"), ("learners", ""), ("place", "1")]
    restored = apply_button(removal.data, "step_back")
    assert (titles_of(restored.data), restored.row, restored.out) == (["A", "B", "C"], 1, [])
    assert restored.data["steps-1-animator"] == "BB"


@pytest.mark.parametrize("place", ["x", "99", ""])
def test_step_put_back_to_an_invalid_place_comes_last(place):
    result = apply_button(form_data("A", **{"steps-out-title": "B", "steps-out-place": place}), "step_back")
    assert titles_of(result.data) == ["A", "B"]


@pytest.mark.parametrize(("button", "place"), [("step_out", "7"), ("step_back", "1")])
def test_impossible_action_changes_nothing(button, place):
    data = form_data("A")
    assert apply_button(data, button).data == data
    assert after("step_out", place, "A").out == []


def test_number_of_rows_is_limited_to_a_hundred():
    full_form = form_data(*["A"] * MAX_ROWS)
    assert apply_button(full_form, "add_step").data == full_form
    assert len(titles_of(apply_button(form_data(*["A"] * 150), "step_up").data)) == 150


@pytest.mark.parametrize("count", ["x", "", "9999999"])
def test_invalid_count_gives_the_rows_of_a_new_form(count):
    result = apply_button(form_data("A", **{"steps-TOTAL_FORMS": count}), "add_step")
    assert titles_of(result.data) == ["A", "", ""]
