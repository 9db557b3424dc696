"""Tests of the sections that other apps add to the pages of skills and learners."""

from b2i.frameworks import skill_sections
from b2i.frameworks.skill_sections import Count
from b2i.records.progress import learner_sections


def test_count_has_its_word():
    count = Count("fiche", "fiches", lambda user, framework: {})
    assert [count.words(number) for number in (1, 3)] == ["1\u00a0fiche", "3\u00a0fiches"]


def test_section_is_registered_once():
    """The modules of the site were discovered at startup."""
    for maker in [*skill_sections.SKILL_SECTIONS.makers]:
        skill_sections.register(maker)
    names = [maker.__name__ for maker in skill_sections.SKILL_SECTIONS.makers]
    assert sorted(names) == ["sheets_on_skill", "trainings_on_skill", "workshops_on_skill"]


def test_learner_sections_offer_workshops_then_sheets():
    for maker in [*learner_sections.LEARNER_SECTIONS.makers]:
        learner_sections.register(maker)
    assert [maker.__name__ for maker in learner_sections.LEARNER_SECTIONS.makers] == ["to_go_on"]
