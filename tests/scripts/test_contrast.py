"""The check of contrasts: WCAG's own examples, and a colour made too faint."""

import pytest

from scripts import contrast


@pytest.mark.parametrize(
    ("first", "second", "ratio"),
    [("#000", "#fff", 21.0), ("#ffffff", "#fff", 1.0), ("#777777", "#fff", 4.48), ("#767676", "#ffffff", 4.54)],
)
def test_ratio_is_that_of_wcag(first, second, ratio):
    assert round(contrast.contrast(first, second), 2) == ratio


def test_colours_of_day_and_night_are_read():
    day, night = contrast.read_colours()

    assert set(day) == set(night)
    assert (day["paper"], night["paper"], day["saffron"] == night["saffron"]) == ("#faf6ee", "#1a1714", True)


def test_rules_that_set_text_and_ground_are_measured():
    assert ("on-river", "river") in set(contrast.pairs_of_rules())


@pytest.mark.parametrize(("colour", "code"), [("#535b59", 0), ("#8b938f", 1)])
def test_faint_text_is_a_failure_with_its_name(monkeypatch, capsys, colour, code):
    day, night = contrast.read_colours()
    monkeypatch.setattr(contrast, "read_colours", lambda: (day | {"soft": colour}, night))

    assert contrast.main() == code
    assert ("soft sur paper" in capsys.readouterr().out) is bool(code)
