"""A new version of the B2i Adultes, and the table that leads to it."""

import datetime

import pytest

from b2i.frameworks.framework_loading import adopt
from b2i.frameworks.models.crosswalk import Crosswalk, CrosswalkLink
from tests.factories.b2i import DomainFactory, FrameworkFactory, SkillFactory, skill_of

# D1.1 is kept, D1.2 split, D1.3 and D1.4 merged, D2.1 kept in part; nothing leads to N5, nor from the others.
LINKS = [
    ("D1.1", "N1", "exact"),
    ("D1.2", "N2", "part"),
    ("D1.2", "N3", "part"),
    ("D1.3", "N4", "broader"),
    ("D1.4", "N4", "broader"),
    ("D2.1", "N6", "part"),
]


@pytest.fixture
def new_version(record):
    framework = FrameworkFactory(slug="b2i-adultes-2027", name="B2i Adultes 2027")
    domain = DomainFactory(framework=framework, code="N", name="Ordinateur")
    skills = {f"N{rank}": SkillFactory(domain=domain, code=f"N{rank}", order=rank) for rank in range(1, 7)}
    crosswalk = Crosswalk.objects.create(
        source=record.framework, target=framework, version="1", made_on=datetime.date(2027, 1, 1), origin="Essai"
    )
    for code, counterpart, degree in LINKS:
        CrosswalkLink.objects.create(
            crosswalk=crosswalk, skill=skill_of(record, code), counterpart=skills[counterpart], degree=degree
        )
    adopt(framework)
    record.framework.refresh_from_db()
    return framework
