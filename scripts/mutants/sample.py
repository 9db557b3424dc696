"""The sample: places drawn by a seed, a change drawn for each, and the tests that may notice it."""

import hashlib
import tomllib
import zlib
from collections import Counter
from collections.abc import Iterable, Iterator
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
    """Return `count` mutants, or as many as there are places. A place counts once, however many its mutations.

    Each place has a rank of its own, drawn from the seed and its text: code that changes elsewhere leaves it in the
    sample, and a sample is comparable with the one of the week before.
    """
    ranked = sorted(with_identity(places), key=lambda pair: rank(seed, pair[1]))
    found = (
        first_possible(place, sorted(place.mutations, key=lambda mutation: rank(seed, f"{identity} {mutation.name}")))
        for place, identity in ranked
    )
    return list(islice(filter(None, found), count))


def with_identity(places: Iterable[MutationPlace]) -> Iterator[tuple[MutationPlace, str]]:
    """Yield each place with what names it wherever its lines move: scope, line, column in it, nth of its like."""
    seen: Counter[tuple] = Counter()
    for place in places:
        number, column = place.position
        line = place.source.splitlines()[number - 1]
        identity = (str(place.path), place.scope, line.strip(), column - len(line) + len(line.lstrip()))
        yield place, repr((*identity, seen[identity]))
        seen[identity] += 1


def rank(seed: int, identity: str) -> bytes:
    return hashlib.sha256(f"{seed} {identity}".encode()).digest()


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
