"""The library of a small network, with the skills of the B2i."""

from datetime import timedelta

import pytest
from django.utils import timezone

from b2i.frameworks.framework_loading import load_b2i_adultes
from b2i.frameworks.models.framework import Skill
from reseau.people.members.models.member import Member
from tests.factories.reseau import PositionFactory
from tests.factories.ressources import DraftFactory, SheetFactory, SubmittedFactory


@pytest.fixture(autouse=True)
def _library(site_tree):
    """Create the parent page of sheets, and its review workflow, for each test of the library."""


@pytest.fixture
def skill_keys(db):
    """`skill_keys("D1.1", "D2.1")`: keys of these skills of the B2i Adultes."""
    load_b2i_adultes()

    def find(*codes: str) -> tuple[int, ...]:
        return tuple(sorted(Skill.objects.filter(code__in=codes).values_list("pk", flat=True)))

    return find


@pytest.fixture
def draft(epm, animator):
    return DraftFactory(epm=epm, author=animator)


@pytest.fixture
def submitted(epm, animator, territorial):
    """A sheet of `animator` that `territorial` is asked to review."""
    return SubmittedFactory(epm=epm, author=animator)


@pytest.fixture
def second(figeac):
    """Another territorial animator of the territory of Figeac."""
    return PositionFactory(territorial=True, territory=figeac).member


@pytest.fixture(params=["closed account", "former", "future"])
def past_reviewer(request, figeac):
    """Somebody with a position that reviews the sheets of Figeac, but not today: to be given none."""
    today, a_day = timezone.localdate(), timedelta(days=1)
    unfit = {
        "closed account": {"member__is_active": False},
        "former": {"end": today - a_day},
        "future": {"start": today + a_day},
    }
    return PositionFactory(territorial=True, territory=figeac, **unfit[request.param]).member


@pytest.fixture
def sheet(epm, animator):
    """A public sheet."""
    return SheetFactory(epm=epm, author=animator)


@pytest.fixture
def member_sheet(epm, animator):
    """A sheet for members of the network only."""
    return SheetFactory(
        epm=epm, author=animator, data__title="Secrets de permanence", data__audience="member", data__tags=("discret",)
    )


@pytest.fixture
def reload_member():
    """`reload_member(member)`: the same member as at their next request, without cached properties."""
    return lambda member: Member.objects.get(pk=member.pk)


@pytest.fixture
def departed(epm):
    """A member whose position in `epm` is closed."""
    return PositionFactory(epm=epm, start="2020-09-01", end="2021-08-31").member
