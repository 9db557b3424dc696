"""The sample: places drawn by a seed, a change drawn for each, and the tests that may notice it."""

import random
import tomllib
import zlib
from collections.abc import Iterable
from itertools import islice
from pathlib import Path

from scripts.command_steps import ROOT
from scripts.mutants.code_swap import NotSwappableError, changed_code
from scripts.mutants.deciding import decides, deciding_modules
from scripts.mutants.mutant import Mutant, Mutation, MutationPlace
from scripts.mutants.python_places import python_places
from scripts.mutants.reach import Reach
from scripts.mutants.template_places import template_places


def seed_of_release() -> int:
    """Return the seed that belongs to the version of `pyproject.toml`: another one for each release."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    return zlib.crc32(project["version"].encode())


def all_places(only: str = "") -> list[MutationPlace]:
    """Return the places under the path `only`, those of `templates/<only>` included."""
    places = []
    for path in deciding_modules(ROOT):
        if str(path).startswith(only):
            found = python_places(path, (ROOT / path).read_text(encoding="utf-8"))
            places += [place for place in found if decides(path, place.scope)]
    for full in sorted((ROOT / "templates").rglob("*.html")):
        path = full.relative_to(ROOT)
        if str(path).startswith((only, f"templates/{only}")):
            places += template_places(path, full.read_text(encoding="utf-8"))
    return places


def draw(places: Iterable[MutationPlace], count: int, seed: int) -> list[Mutant]:
    """Return `count` mutants, or as many as there are places. A place counts once, however many its mutations."""
    chance = random.Random(seed)  # noqa: S311 - a sample that can be drawn again
    shuffled = list(places)
    chance.shuffle(shuffled)
    found = (first_possible(place, chance.sample(place.mutations, len(place.mutations))) for place in shuffled)
    return list(islice(filter(None, found), count))


def first_possible(place: MutationPlace, mutations: Iterable[Mutation]) -> Mutant | None:
    return next((mutant for mutation in mutations if can_be_tried(mutant := place.mutant(mutation))), None)


def can_be_tried(mutant: Mutant) -> bool:
    """Whether the change is Python, and takes effect in a process that has already imported the module."""
    if mutant.is_template:
        return True
    try:
        old, new = (compile(text, str(mutant.path), "exec") for text in (mutant.before, mutant.after))
        return bool(list(changed_code(old, new)))
    except (SyntaxError, NotSwappableError):
        return False


def nearest_tests(mutant: Mutant, reach: Reach) -> list[str]:
    """Return the tests that reach the change: those of the nearest test modules first, then the quickest."""
    tests = reach.tests_of(mutant.path, mutant.lines)
    return sorted(tests, key=lambda name: (-nearness(mutant.path, Path(name.split("::")[0])), reach.seconds[name]))


def nearness(path: Path, test: Path) -> int:
    """Return how many folders `test` has in common with `path`; one more if it bears the name of the module."""
    ours = [part for part in path.with_suffix("").parts if part != "templates"]
    theirs = list(test.with_suffix("").parts[1:])
    shared = 0
    for one, other in zip(ours[:-1], theirs[:-1], strict=False):
        if one != other:
            break
        shared += 1
    named = ours[-1] in theirs[-1] or set(theirs[-1].split("_")[1:]) <= set(ours)
    return 2 * shared + named
