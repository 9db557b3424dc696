"""Tests of the search of skills; nothing about learners and records is indexed."""

import pytest
from django.contrib.auth.models import AnonymousUser

from b2i.declarations.search import SkillSource
from b2i.frameworks.framework_loading import load_b2i_adultes
from b2i.frameworks.models.framework import Skill
from b2i.frameworks.skill_facets import skill_facets
from search.index.outbox import OutboxEntry
from search.questions.results.search_facets import facets, labels_of
from search.sources.registry import sources
from tests.factories.b2i import ElementFactory, EvidenceFactory, SkillFactory, skill_of
from tests.indexing import indexed, noted

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("search_sync")]


def test_skill_document_holds_plain_words_and_elements():
    load_b2i_adultes()
    skill = SkillSource().queryset().get(code="D1.2")
    document = SkillSource().document(skill)
    assert document.title == "D1.2 Gérer et organiser les fichiers, identifier leurs propriétés et caractéristiques"
    assert document.summary == skill.plain_wording
    assert document.body.splitlines()[-1] == "Afficher les propriétés d’un fichier"
    assert document.keywords == ("Compétence",)
    assert document.audience == {"public"}
    assert document.url == "/b2i/referentiels/b2i-adultes-2012/D1.2/"


def test_visitor_sees_every_indexed_skill():
    load_b2i_adultes()
    assert SkillSource().visible_to(AnonymousUser()).count() == 18


def test_documents_of_all_skills_take_two_queries(django_assert_num_queries):
    load_b2i_adultes()
    with django_assert_num_queries(2):
        assert len([SkillSource().document(skill) for skill in SkillSource().queryset()]) == 18


def test_no_search_source_is_about_learners():
    models = {source.model._meta.label for source in sources() if source.model._meta.app_label == "b2i"}
    assert models == {"b2i.Skill"}


def test_adding_evidence_does_not_change_index(record):
    OutboxEntry.objects.all().delete()
    EvidenceFactory(record=record, skill=skill_of(record, "D1.2"))
    assert OutboxEntry.objects.filter(kind="skill").count() == 0


def test_changed_wording_is_queued_for_index():
    load_b2i_adultes()
    OutboxEntry.objects.all().delete()
    skill = Skill.objects.get(code="D1.2")
    skill.save()
    assert [entry.key for entry in OutboxEntry.objects.filter(kind="skill")] == [str(skill.pk)]


def test_change_of_framework_domain_or_element_is_queued_for_index():
    skill = ElementFactory().skill
    SkillFactory()
    noted("skill")
    for change in (skill.domain.framework, skill.domain, skill.elements.get()):
        change.save()
        assert noted("skill") == {str(skill.pk)}


def test_deleted_framework_removes_its_skills_from_index(without_frameworks):
    deleted_skill, other_skill = SkillFactory(), SkillFactory()
    assert indexed("skill") == {str(deleted_skill.pk), str(other_skill.pk)}
    deleted_skill.domain.framework.delete()
    assert indexed("skill") == {str(other_skill.pk)}


def test_loaded_framework_is_queued_for_index(without_frameworks):
    load_b2i_adultes()
    assert len(noted("skill")) == 18


def test_skill_has_facets_of_theme_skill_and_framework():
    load_b2i_adultes()
    document = SkillSource().document(SkillSource().queryset().get(code="D1.2"))
    assert document.facets == {"framework": ("B2i Adultes",), "theme": ("D1",), "skill": ("D1.2",)}
    assert document.facts == ("B2i Adultes, Environnement informatique",)


def test_same_code_in_two_frameworks_gives_two_facet_values():
    load_b2i_adultes()
    pix_skill = SkillFactory(
        code="D1.2", wording="Trier", domain__framework__slug="pix", domain__framework__name="Pix", domain__code="D1"
    )
    skills = [pix_skill, Skill.objects.get(code="D1.2", domain__framework__is_record_base=True)]
    assert skill_facets(skills) == {"theme": ("D1",), "skill": ("D1.2", "pix D1.2")}


def test_labels_of_themes_and_skills_take_one_query(django_assert_num_queries):
    load_b2i_adultes()
    SkillFactory(code="D1.2", wording="Trier", domain__framework__slug="pix", domain__framework__name="Pix")
    values = {facet: {"theme": ["D1", "D9"], "skill": ["D1.2", "pix D1.2"]}.get(facet.name, []) for facet in facets()}
    with django_assert_num_queries(1):
        labels = labels_of(values)
    assert labels["theme"] == {"D1": "D1 – Environnement informatique", "D9": "D9"}
    assert labels["skill"] == {
        "D1.2": "D1.2 Gérer et organiser les fichiers, identifier leurs propriétés et caractéristiques",
        "pix D1.2": "D1.2 Trier (Pix)",
    }
