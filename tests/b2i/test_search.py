"""What the search is given: skills, public; nothing of learners and records."""

import pytest
from django.contrib.auth.models import AnonymousUser

from b2i.frameworks.loading import load_b2i_adultes
from b2i.frameworks.models.framework import Skill
from b2i.search import SkillSource, skill_facets
from search.index.outbox import OutboxEntry
from search.results.facets import facets, labels_of
from search.sources.registry import sources
from tests.factories.b2i import ElementFactory, EvidenceFactory, SkillFactory, skill_of
from tests.indexing import indexed, noted

pytestmark = pytest.mark.django_db


def test_a_skill_is_found_by_its_plain_words_and_its_elements():
    load_b2i_adultes()
    skill = SkillSource().queryset().get(code="D1.2")
    document = SkillSource().document(skill)
    assert document.title == "D1.2 Gérer et organiser les fichiers, identifier leurs propriétés et caractéristiques"
    assert document.summary == skill.plain_wording
    assert document.body.splitlines()[-1] == "Afficher les propriétés d’un fichier"
    assert document.keywords == ("Compétence",)
    assert document.audience == {"public"}
    assert document.url == "/b2i/referentiels/b2i-adultes-2012/D1.2/"


def test_a_visitor_sees_every_skill_of_the_index():
    load_b2i_adultes()
    assert SkillSource().visible_to(AnonymousUser()).count() == 18


def test_describing_all_skills_takes_two_queries(django_assert_num_queries):
    load_b2i_adultes()
    with django_assert_num_queries(2):
        assert len([SkillSource().document(skill) for skill in SkillSource().queryset()]) == 18


def test_no_source_of_the_index_is_about_learners():
    models = {source.model._meta.label for source in sources() if source.model._meta.app_label == "b2i"}
    assert models == {"b2i.Skill"}


def test_noting_evidence_changes_nothing_in_the_index(record):
    OutboxEntry.objects.all().delete()
    EvidenceFactory(record=record, skill=skill_of(record, "D1.2"))
    assert OutboxEntry.objects.filter(kind="skill").count() == 0


def test_a_new_wording_is_noted_for_the_index():
    load_b2i_adultes()
    OutboxEntry.objects.all().delete()
    skill = Skill.objects.get(code="D1.2")
    skill.save()
    assert [entry.key for entry in OutboxEntry.objects.filter(kind="skill")] == [str(skill.pk)]


def test_change_of_its_framework_its_domain_or_an_element_is_noted():
    skill = ElementFactory().skill
    SkillFactory()
    noted("skill")
    for change in (skill.domain.framework, skill.domain, skill.elements.get()):
        change.save()
        assert noted("skill") == {str(skill.pk)}


def test_framework_that_is_removed_takes_its_skills_out_of_the_index():
    gone, kept = SkillFactory(), SkillFactory()
    assert indexed("skill") == {str(gone.pk), str(kept.pk)}
    gone.domain.framework.delete()
    assert indexed("skill") == {str(kept.pk)}


def test_framework_loaded_with_its_elements_is_noted():
    load_b2i_adultes()
    assert len(noted("skill")) == 18


def test_skill_is_its_own_facet_with_its_domain_as_theme_and_its_framework_as_fact():
    load_b2i_adultes()
    document = SkillSource().document(SkillSource().queryset().get(code="D1.2"))
    assert document.facets == {"framework": ("B2i Adultes",), "theme": ("D1",), "skill": ("D1.2",)}
    assert document.facts == ("B2i Adultes, Environnement informatique",)


def test_skills_of_two_frameworks_with_one_code_are_two_values():
    load_b2i_adultes()
    other = SkillFactory(
        code="D1.2", wording="Trier", domain__framework__slug="pix", domain__framework__name="Pix", domain__code="D1"
    )
    skills = [other, Skill.objects.get(code="D1.2", domain__framework__is_record_base=True)]
    assert skill_facets(skills) == {"theme": ("D1",), "skill": ("D1.2", "pix D1.2")}


def test_words_of_themes_and_skills_take_one_query(django_assert_num_queries):
    load_b2i_adultes()
    SkillFactory(code="D1.2", wording="Trier", domain__framework__slug="pix", domain__framework__name="Pix")
    named = {facet: {"theme": ["D1", "D9"], "skill": ["D1.2", "pix D1.2"]}.get(facet.name, []) for facet in facets()}
    with django_assert_num_queries(1):
        words = labels_of(named)
    assert words["theme"] == {"D1": "A – Environnement informatique", "D9": "D9"}
    assert words["skill"] == {
        "D1.2": "D1.2 Gérer et organiser les fichiers, identifier leurs propriétés et caractéristiques",
        "pix D1.2": "D1.2 Trier (Pix)",
    }
