"""Places of a made-up module: what a change can reach while the site runs, and which lines lead there."""

from pathlib import Path

from scripts.mutants.deciding import decides
from scripts.mutants.python_places import python_places

MODULE = '''"""One or 2."""

LIMIT = 5


class Seat:
    size: int | None = 3

    def is_free(self, day: int | None = 4) -> int | None:
        """Free before 6."""
        logger.info("%s", 7)
        if (
            self.taken
            and day
        ):
            raise ValueError(f"{8} seats" + str(9))
        return f"{10}" if self.size else "none"

    early = property(lambda self: self.size < 11)
'''


def places() -> dict[tuple[str, str], tuple[int, ...]]:
    """Scope and name of each change → its lines."""
    found = python_places(Path("made_up.py"), MODULE)
    return {(place.scope, mutation.name): mutation.lines for place in found for mutation in place.mutations}


def test_only_bodies_of_functions_can_be_broken():
    assert {scope for scope, _ in places()} == {"Seat", "Seat.is_free"}


def test_texts_annotations_defaults_refusals_and_log_are_left_out():
    names = [name for scope, name in places() if scope == "Seat.is_free"]
    assert sorted(names) == ["AddNot", "GuardRemoved", "OperandRemoved", "ReplaceAndWithOr"]


def test_number_in_a_lambda_of_a_class_can_be_broken():
    changes = [
        mutation.apply().splitlines()[18].strip()
        for place in python_places(Path("made_up.py"), MODULE)
        for mutation in place.mutations
        if mutation.name == "NumberReplacer"
    ]
    assert changes == [f"early = property(lambda self: self.size < {number})" for number in (12, 10)]


def test_line_inside_a_statement_comes_with_those_before():
    assert places()["Seat.is_free", "ReplaceAndWithOr"] == (14, 13, 12)


def test_removed_guard_is_noticed_by_who_enters():
    assert places()["Seat.is_free", "GuardRemoved"] == (16,)


def test_services_and_predicates_decide():
    assert decides(Path("b2i/outcomes/jury/services.py"), "anything")
    assert decides(Path("b2i/jury/models.py"), "JuryFileQuerySet.of")
    assert decides(Path("b2i/jury/models.py"), "JuryFile.may_read")
    assert not decides(Path("b2i/jury/models.py"), "JuryFile.title")
