"""Texts and sections of a draft: what changes, and what is refused."""

import pytest
from django.core.exceptions import ValidationError

from questionnaires.questions.models import QuestionnaireSection
from questionnaires.questions.services.sections import (
    add_section,
    change_questionnaire,
    change_section,
    change_texts,
    move_section,
    remove_section,
)
from questionnaires.questions.services.versions import IN_USE, put_into_use


def titles(version) -> list[str]:
    return list(version.sections.order_by("rank").values_list("title", flat=True))


def test_section_is_added_at_the_end(version):
    before = version.changed
    section = add_section(version=version, title="Pour finir")
    version.refresh_from_db()
    assert (titles(version), section.rank) == (["Vous", "L’espace", "Pour finir"], 3)
    assert version.changed > before


def test_section_changes_its_texts(version):
    change_section(section=version.sections.get(rank=1), title="Toi", introduction="Bonjour.")
    section = version.sections.get(rank=1)
    assert (section.title, section.introduction) == ("Toi", "Bonjour.")


@pytest.mark.parametrize(
    ("rank", "places", "after"),
    [(2, -1, ["L’espace", "Vous"]), (1, -1, ["Vous", "L’espace"]), (1, 5, ["L’espace", "Vous"])],
)
def test_section_moves_and_stays_at_both_ends(version, rank, places, after):
    move_section(section=version.sections.get(rank=rank), places=places)
    assert titles(version) == after
    assert sorted(version.sections.values_list("rank", flat=True)) == [1, 2]


def test_section_with_questions_is_kept(version):
    with pytest.raises(ValidationError) as refused:
        remove_section(section=version.sections.get(rank=2))
    assert refused.value.messages == [
        "Cette partie a 4\u00a0questions\u00a0: retirez-les ou placez-les ailleurs d’abord."
    ]


def test_empty_section_is_removed_and_the_others_are_numbered(version):
    empty = add_section(version=version)
    move_section(section=empty, places=-2)
    remove_section(section=empty)
    assert list(version.sections.order_by("rank").values_list("rank", "title")) == [(1, "Vous"), (2, "L’espace")]


def test_last_section_is_kept(version):
    version.questions.all().delete()
    remove_section(section=version.sections.get(rank=2))
    with pytest.raises(ValidationError) as refused:
        remove_section(section=version.sections.get())
    assert refused.value.messages == ["Un questionnaire garde une partie au moins."]


def test_section_removed_meanwhile_is_told(version):
    section = add_section(version=version)
    QuestionnaireSection.objects.filter(pk=section.pk).delete()
    with pytest.raises(ValidationError) as refused:
        change_section(section=section, title="", introduction="")
    assert refused.value.messages == ["Cette partie du questionnaire n’est plus là\u00a0: quelqu’un l’a retirée."]


def test_texts_of_a_draft_change(version):
    change_texts(version=version, introduction="Bonjour.", thanks="Merci.")
    version.refresh_from_db()
    assert (version.introduction, version.thanks) == ("Bonjour.", "Merci.")


@pytest.mark.parametrize(
    "change",
    [
        lambda version: add_section(version=version),
        lambda version: change_section(section=version.sections.first(), title="A", introduction=""),
        lambda version: move_section(section=version.sections.last(), places=-1),
        lambda version: remove_section(section=version.sections.last()),
        lambda version: change_texts(version=version, introduction="A", thanks=""),
    ],
)
def test_version_in_use_is_not_changed(version, change):
    put_into_use(version=version)
    with pytest.raises(ValidationError) as refused:
        change(version)
    assert refused.value.messages == [IN_USE]
    assert titles(version) == ["Vous", "L’espace"]


def test_title_changes_until_a_version_is_in_use(version):
    questionnaire = change_questionnaire(questionnaire=version.questionnaire, title="Autre", purpose="Savoir")
    put_into_use(version=version)
    with pytest.raises(ValidationError) as refused:
        change_questionnaire(questionnaire=questionnaire, title="Encore", purpose="")
    assert refused.value.message_dict == {
        "title": ["Une version de ce questionnaire est en service\u00a0: son titre ne change plus."]
    }
    assert change_questionnaire(questionnaire=questionnaire, title="Autre", purpose="Compter").purpose == "Compter"
