"""French alphabetical order: one for Python, SQLite and PostgreSQL, and for every list of the site."""

import ast

import pytest

from forums.threads.forums.models import Forum
from reseau.people.members.models.member import Member
from reseau.places.models.commune import Territory
from reseau.texts.accent_folding import fold
from reseau.texts.french_order import Folded
from tests.factories.reseau import MemberFactory, TerritoryFactory
from tests.test_architecture import app_modules, at, complain, definitions

TITLES = [
    *("Zoom", "écrire", "Éditer", "Œuvrer", "ouvrir", "Cuzance", "Cézac", "Cahors", "Saint-Céré", "Saint Cirq"),
    *("Sainte", "L’Hospitalet", "L'Hôpital", "Noël", "Nuzéjouls", "ÇA", "deux  espaces", "Ÿ", "ø", "naïf", "100 %"),
    *("«\u00a0Oui\u00a0»", "œuf", "Zürich"),
]
ALPHABETICAL = ("title", "name", "label")
# Columns that `fold` has filled; a file or a job is no French word.
FOLDED = ("search_name",)
NOT_FRENCH = {"jobs/models.py"}


def is_unfolded(text: object) -> bool:
    last = str(text).lstrip("-").rpartition("__")[2]
    return isinstance(text, str) and last.endswith(ALPHABETICAL) and last not in FOLDED


def orders(path) -> list[tuple[ast.AST, object]]:
    """Return what `order_by(…)` and `ordering = […]` of a module name, each with its place."""
    calls = [
        (argument, argument.value)
        for call in definitions(path, (ast.Call,))
        if isinstance(call.func, ast.Attribute) and call.func.attr == "order_by"
        for argument in call.args
        if isinstance(argument, ast.Constant)
    ]
    options = [
        (item, item.value)
        for node in definitions(path, (ast.Assign,))
        if any(isinstance(target, ast.Name) and target.id == "ordering" for target in node.targets)
        and isinstance(node.value, ast.List | ast.Tuple)
        for item in node.value.elts
        if isinstance(item, ast.Constant)
    ]
    return calls + options


def test_every_alphabetical_list_is_in_french_order():
    found = [
        f"{at(path, node)}: {text}"
        for path in app_modules()
        if str(at(path)) not in NOT_FRENCH and "demo" not in path.parts
        for node, text in orders(path)
        if is_unfolded(text)
    ]
    complain(found, 'Order these by `Folded("…")` of reseau.texts.french_order: the database puts « É » after « Z »:')


@pytest.mark.django_db
def test_queries_fold_as_python_does():
    for rank, title in enumerate(TITLES):
        TerritoryFactory(name=title, slug=f"t-{rank}")

    folded = dict(Territory.objects.annotate(folded=Folded("name")).values_list("name", "folded"))

    assert {title: folded[title] for title in TITLES} == {title: fold(title) for title in TITLES}


@pytest.mark.django_db
def test_queries_order_as_python_does():
    for rank, title in enumerate(TITLES):
        TerritoryFactory(name=title, slug=f"t-{rank}")

    assert [territory.name for territory in Territory.objects.filter(slug__startswith="t-")] == sorted(TITLES, key=fold)


@pytest.mark.django_db
def test_pages_of_a_list_follow_the_alphabet():
    for rank, title in enumerate(["Zoom", "Écrire", "Cuzance", "Cézac"]):
        Forum.objects.create(title=title, slug=f"f-{rank}", order=1)
    forums = Forum.objects.filter(order=1)

    assert [forum.title for forum in (*forums[:2], *forums[2:])] == ["Cézac", "Cuzance", "Écrire", "Zoom"]


@pytest.mark.django_db
def test_queries_order_people_whatever_the_cluster():
    """A cluster in French ignores spaces at first, and puts « Duport » between « Du Pont » and « Du Pré »."""
    for last_name in ("Du Pré", "Duport", "Du Pont", "Évrard", "Zola", "Eymard"):
        MemberFactory(last_name=last_name)

    names = list(Member.objects.values_list("last_name", flat=True))

    assert names == ["Du Pont", "Du Pré", "Duport", "Évrard", "Eymard", "Zola"]
