"""Words of the skills of a record: a person of the A2 level reads them."""

import pytest

from b2i.frameworks.models.framework import Skill
from tests.extranet.demo.whole_pages.plain_french import KNOWN, difficulties
from tests.test_architecture import complain


@pytest.mark.django_db
def test_all_words_of_skills_are_plain():
    skills = Skill.objects.filter(domain__framework__is_record_base=True).select_related("domain")
    faults = [
        fault
        for skill in skills
        for text in (skill.plain_wording, skill.short_name, skill.domain.plain_name, skill.domain.short_name)
        for fault in difficulties(text, known=KNOWN)
    ]

    assert len(skills) == 18
    complain(faults, "A person of the A2 level cannot read these skills:")
