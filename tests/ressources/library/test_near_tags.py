"""Tags that may mean the same, and the effect of merging them."""

from dataclasses import replace

import pytest

from ressources.library.near_tags import near_tags, preview_merge
from ressources.sheets.models.tag import tags_with_counts
from ressources.sheets.services.drafts import save_draft
from search.questions.synonyms.models import SynonymSet
from tests.factories.ressources import DraftFactory, SheetFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _no_synonyms(db):
    SynonymSet.objects.all().delete()


def near_groups() -> list[tuple[str, list[str]]]:
    groups = near_tags(tags_with_counts())
    return [(group.reason, [tag.name for tag in group.tags]) for group in groups]


def test_words_that_differ_by_accents_plural_or_hyphens_are_near(epm):
    SheetFactory(epm=epm, data__tags=("réseau", "mot de passe", "photo"))
    SheetFactory(epm=epm, data__tags=("reseau", "mots de passe", "tableur"))
    SheetFactory(epm=epm, data__tags=("Réseaux", "mots de passe", "e-mails", "Email"))
    groups = near_groups()
    assert [reason for reason, _ in groups] == ["Presque pareils"] * 3
    assert sorted(sorted(names) for _, names in groups) == [
        ["Email", "e-mails"],
        ["Réseaux", "reseau", "réseau"],
        ["mot de passe", "mots de passe"],
    ]
    assert ("Presque pareils", ["mots de passe", "mot de passe"]) in groups


def test_search_synonyms_are_near(epm):
    SynonymSet.objects.create(expressions="courriel\nmél\ne-mail")
    SheetFactory(epm=epm, data__tags=("courriels", "e-mail", "photo"))
    SheetFactory(epm=epm, data__tags=("courriels",))
    assert near_groups() == [("Synonymes dans la recherche", ["courriels", "e-mail"])]


def test_words_that_lead_to_others_are_not_near(epm):
    SynonymSet.objects.create(expressions="doctolib\n→ rendez-vous")
    SheetFactory(epm=epm, data__tags=("doctolib", "rendez-vous"))
    assert near_groups() == []


def test_unrelated_words_are_not_near(epm):
    SheetFactory(epm=epm, data__tags=("photo", "commune", "communication", "bus", "bu"))
    assert near_groups() == []


def test_preview_counts_sheets_and_drafts(epm, animator):
    online = SheetFactory(epm=epm, author=animator, data__title="A", data__tags=("courriel", "courriels"))
    revised = SheetFactory(epm=epm, author=animator, data__title="B", data__tags=("photo",))
    save_draft(
        page=revised,
        by=animator,
        data=replace(revised.latest_content, tags=("courriels",)),
        base_revision=revised.latest_revision_id,
    )
    draft = DraftFactory(epm=epm, author=animator, data__title="C", data__tags=("courriel",))
    SheetFactory(epm=epm, author=animator, data__title="D", data__tags=("photo",))
    preview = preview_merge(tags_with_counts().filter(name__startswith="courriel"))
    assert [sheet.pk for sheet in preview.sheets] == [online.pk, revised.pk, draft.pk]
    assert (preview.count, preview.drafts) == (3, 2)
    assert [(tag.name, tag.online) for tag in preview.tags] == [("courriel", 1), ("courriels", 1)]
