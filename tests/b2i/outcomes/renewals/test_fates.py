"""Tests of what becomes of each skill in a new version."""

import pytest

from b2i.frameworks.models.crosswalk import Crosswalk
from b2i.outcomes.renewals.fates import Fate, read_passage

pytestmark = pytest.mark.django_db


def test_each_skill_has_its_fate(new_version, django_assert_num_queries):
    crosswalk = Crosswalk.objects.get(target=new_version)
    with django_assert_num_queries(2):
        passage = read_passage(crosswalk)
    codes = {fate: [each.skill.code for each in skills] for fate, skills in passage.changed}
    assert [each.skill.code for each in passage.kept] == ["D1.1"]
    assert codes.pop(Fate.NONE)[0] == "D2.2"
    assert codes == {Fate.SPLIT: ["D1.2"], Fate.MERGED: ["D1.3", "D1.4"], Fate.PARTLY: ["D2.1"]}
    assert [skill.code for skill in passage.new_skills] == ["N5"]
    assert len(passage.fates) == 18
