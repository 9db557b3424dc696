"""The sample: the same for the same seed, and the nearest tests first."""

from pathlib import Path

from scripts.mutants.mutant import Mutant
from scripts.mutants.python_places import python_places
from scripts.mutants.reach import Reach
from scripts.mutants.sample import all_places, draw, nearest_tests
from scripts.mutants.template_places import template_places

MODULE = "def f(x):\n" + "".join(f"    if x > {number}:\n        x += 1\n" for number in range(20)) + "    return x\n"


def sample(count: int, seed: int) -> list[str]:
    return [mutant.diff for mutant in draw(python_places(Path("made_up.py"), MODULE), count, seed)]


def test_seed_decides_the_sample():
    assert sample(10, 7) == sample(10, 7)
    assert sample(10, 7) != sample(10, 8)


def test_smaller_sample_is_the_beginning_of_a_larger_one():
    assert sample(5, 7) == sample(10, 7)[:5]


def test_code_that_changes_elsewhere_leaves_the_sample():
    """A release that is measured again after a repair tries the same mutants again."""
    longer = f"def g(y):\n    if y:\n        y += 1\n    return y\n\n\n{MODULE}"
    before, after = (draw(python_places(Path("made_up.py"), source), 1000, 7) for source in (MODULE, longer))
    assert [mutant.diff for mutant in after if mutant.scope == "f"] == [mutant.diff for mutant in before]


def test_line_added_to_a_template_leaves_the_sample():
    template = "".join(f"{{% if a{number} and b %}}{{% endif %}}\n" for number in range(9))
    sources = (template, f"<p>\n{template}")
    before, after = (draw(template_places(Path("made_up.html"), source), 5, 7) for source in sources)
    assert [mutant.diff for mutant in after] == [mutant.diff for mutant in before]


def test_sample_is_never_larger_than_what_there_is():
    drawn = sample(1000, 7)
    assert len(drawn) == len(python_places(Path("made_up.py"), MODULE))


def test_change_that_is_no_python_is_not_drawn():
    places = python_places(Path("made_up.py"), "def f(x):\n    if y := x:\n        return y\n")
    assert {mutant.after for mutant in draw(places, 10, 1)} == {"def f(x):\n    if False:\n        return y\n"}


def test_folder_narrows_modules_and_templates():
    paths = {str(place.path) for place in all_places("formation/sessions/carpool")}
    assert "formation/sessions/carpool/services.py" in paths
    assert "templates/formation/sessions/carpool/rides.html" in paths
    assert [path for path in paths if "formation/sessions/carpool/" not in path] == []


def test_nearest_tests_come_first_then_the_quickest():
    seconds = {
        "tests/b2i/test_far.py::test_quick": 0.1,
        "tests/formation/enrolment/test_views.py::test_slow": 3,
        "tests/formation/enrolment/test_views.py::test_quick": 1,
        "tests/formation/sessions/enrolment/test_offers_services.py::test_slow": 9,
        "tests/formation/sessions/enrolment/test_offers_services.py::test_elsewhere": 1,
    }
    path = "formation/sessions/enrolment/services/offers.py"
    lines = {name: [9 if "elsewhere" in name else 3] for name in seconds}
    reach = Reach({name: {"seconds": seconds[name], "files": {path: lines[name]}} for name in seconds})
    mutant = Mutant(Path(path), "offer", (4, 3, 9), "", "")
    assert nearest_tests(mutant, reach) == [
        "tests/formation/sessions/enrolment/test_offers_services.py::test_slow",
        "tests/formation/enrolment/test_views.py::test_quick",
        "tests/formation/enrolment/test_views.py::test_slow",
        "tests/b2i/test_far.py::test_quick",
    ]
