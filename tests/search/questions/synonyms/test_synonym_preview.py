"""Preview of a set of synonyms, with the real engine and the audience of its editor."""

import shutil

import pytest
from django.conf import settings
from django.contrib.auth.models import AnonymousUser

from search.index.services import drain_outbox
from search.questions.synonyms.synonym_preview import Preview, preview_changes
from tests.factories.reseau import EPMFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("without_frameworks")]

SETS = (("mél", "courriel"),)


@pytest.fixture
def places(index):
    """« Atelier courriel » twice and « Atelier mél » once, in the index."""
    for name in ("Atelier courriel", "Atelier courriel du soir", "Atelier mél"):
        EPMFactory(name=name)
    drain_outbox()


def changes(user, *, before=(), after=SETS) -> list[tuple]:
    preview = preview_changes(["mél", "courriel"], user=user, before=before, after=after)
    return [
        (change.expression, change.before, change.after, sorted(hit.title for hit in change.new))
        for change in preview.changes
    ]


def test_each_expression_gains_the_results_of_the_others(places):
    assert changes(AnonymousUser()) == [
        ("mél", 1, 3, ["Atelier courriel", "Atelier courriel du soir"]),
        ("courriel", 2, 3, ["Atelier mél"]),
    ]


def test_expressions_of_a_deleted_set_lose_results(places):
    assert changes(AnonymousUser(), before=SETS, after=()) == [("mél", 3, 1, []), ("courriel", 3, 2, [])]


def test_unreadable_documents_are_neither_counted_nor_named(places, animator):
    animator.first_name, animator.last_name = "Courriel", "Dupont"
    animator.save()
    drain_outbox()
    assert changes(AnonymousUser())[0] == ("mél", 1, 3, ["Atelier courriel", "Atelier courriel du soir"])
    assert changes(animator)[0][1:3] == (1, 4)


def test_partial_matches_are_not_counted_as_current_results(places):
    (change,) = preview_changes(
        ["courriel libre"], user=AnonymousUser(), before=(), after=(("courriel libre", "mél"),)
    ).changes
    assert (change.before, change.after, [hit.title for hit in change.new]) == (0, 1, ["Atelier mél"])


def test_set_without_effect_shows_a_message(places):
    preview = preview_changes(["mél", "dromadaire"], user=AnonymousUser(), before=SETS, after=SETS)
    assert preview.is_vain is True


def test_preview_with_engine_down_is_unavailable(places):
    shutil.rmtree(settings.SEARCH_INDEX_DIR)
    preview = preview_changes(["mél"], user=AnonymousUser(), before=(), after=SETS)
    assert (preview, preview.is_vain) == (Preview(unavailable=True), False)
