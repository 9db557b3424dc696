"""Counts that other apps put beside skills."""

from b2i.frameworks.skill_counts import SkillCount, counts_by_skill


def test_count_has_its_word():
    count = SkillCount("fiche", "fiches", lambda user, framework: {})
    assert [count.words(number) for number in (1, 3)] == ["1\u00a0fiche", "3\u00a0fiches"]


def test_skill_has_the_counts_of_each_app_in_order(declare):
    sheets = SkillCount("fiche", "fiches", lambda user, framework: {1: 3, 2: 1})
    workshops = SkillCount("atelier", "ateliers", lambda user, framework: {1: 1})
    declare("skill_sections", COUNTS=[sheets, workshops])

    assert counts_by_skill(None, None) == {1: ["3\u00a0fiches", "1\u00a0atelier"], 2: ["1\u00a0fiche"]}
