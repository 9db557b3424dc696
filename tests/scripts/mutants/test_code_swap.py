"""Breaking a made-up module that has already been imported, and a template that has already been loaded."""

import importlib.util

import pytest
from django.template import engines
from django.template.loader import get_template, render_to_string
from django.template.loaders.filesystem import Loader

from scripts.mutants.code_swap import NotSwappableError, live_functions, swap_module, swap_template

MODULE = '''"""Made up."""

from functools import partial, wraps


def checked(function):
    @wraps(function)
    def inner(*args):
        return function(*args)

    return inner


@checked
def double(x):
    return 2 * x


class Seat:
    LIMIT = 5

    @property
    def size(self):
        return [self.LIMIT + place for place in (1,)][0]


also_double = partial(double, 3)
'''


@pytest.fixture
def made_up(tmp_path):
    """The module, imported from a file of its own."""
    path = tmp_path / "made_up.py"
    path.write_text(MODULE)
    spec = importlib.util.spec_from_file_location("made_up", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def swap(made_up, tmp_path):
    """`swap(old, new)`: break the module by replacing one text with another."""

    def change(old: str, new: str) -> None:
        assert MODULE.count(old) == 1
        swap_module(tmp_path / "made_up.py", MODULE, MODULE.replace(old, new), live_functions(tmp_path))

    return change


def test_decorated_function_has_the_new_code_under_each_name(made_up, swap):
    swap("2 * x", "5 * x")
    assert (made_up.double(3), made_up.also_double()) == (15, 15)


def test_code_inside_a_decorator_changes_what_it_decorated(made_up, swap):
    swap("return function(*args)", "return -function(*args)")
    assert made_up.double(3) == -6


def test_comprehension_of_a_property_is_changed(made_up, swap):
    swap("self.LIMIT + place", "self.LIMIT - place")
    assert made_up.Seat().size == 4


@pytest.mark.parametrize(("old", "new"), [("LIMIT = 5", "LIMIT = 6"), ("(double, 3)", "(double, 4)")])
def test_change_outside_functions_is_refused(made_up, swap, old, new):
    with pytest.raises(NotSwappableError):
        swap(old, new)


def test_function_that_does_not_live_is_refused(made_up, tmp_path):
    with pytest.raises(NotSwappableError):
        swap_module(tmp_path / "made_up.py", MODULE, MODULE.replace("2 * x", "5 * x"), {})


@pytest.fixture
def template(tmp_path, settings, monkeypatch):
    """A template that says « oui » or « non », already loaded once."""
    settings.TEMPLATES = [{**settings.TEMPLATES[0], "DIRS": [tmp_path]}]
    monkeypatch.setattr(Loader, "get_contents", Loader.get_contents)
    path = tmp_path / "made_up.html"
    path.write_text("{% if yes %}oui{% else %}non{% endif %}")
    get_template("made_up.html")
    yield path
    del engines.templates


def test_template_is_read_with_its_new_condition(template):
    swap_template(template, template.read_text().replace("if yes", "if not yes"))
    assert render_to_string("made_up.html", {"yes": True}) == "non"


def test_other_templates_stay_as_they_are(template):
    other = template.with_name("other.html")
    other.write_text("{% if yes %}oui{% endif %}")
    swap_template(template, "")
    assert render_to_string("other.html", {"yes": True}) == "oui"
