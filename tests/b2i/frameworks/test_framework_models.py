"""Tests of frameworks, domains and skills."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from b2i.frameworks.models.framework import Framework
from tests.factories.b2i import DomainFactory, ElementFactory, FrameworkFactory, SkillFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("without_frameworks")]


def test_only_one_framework_is_record_base():
    FrameworkFactory(is_record_base=True)
    with pytest.raises(ValidationError, match="Un seul référentiel sert aux livrets"):
        FrameworkFactory.build(is_record_base=True).full_clean()


def test_framework_may_end_on_the_day_of_its_publication_but_not_before():
    day = date(2026, 3, 1)
    FrameworkFactory.build(published_on=day, valid_until=day).full_clean()
    with pytest.raises(ValidationError, match="avant d’être publié"):
        FrameworkFactory.build(published_on=day, valid_until=date(2026, 2, 28)).full_clean()


def test_record_base_is_found():
    FrameworkFactory()
    base = FrameworkFactory(is_record_base=True)
    assert Framework.objects.record_base() == base


def test_site_without_framework_has_no_record_base():
    with pytest.raises(Framework.DoesNotExist):
        Framework.objects.record_base()


@pytest.mark.parametrize(("order", "hue"), [(1, "d1"), (5, "d5"), (6, "d1")])
def test_domain_has_one_of_five_hues(order, hue):
    assert DomainFactory.build(order=order).hue == hue


@pytest.mark.parametrize(
    ("published", "otherwise"), [("Prendre à part à l'échange", True), ("Prendre part à l'échange", False)]
)
def test_misprint_differs_from_apostrophe(published, otherwise):
    skill = SkillFactory.build(wording="Prendre part à l’échange", official_wording=published, domain=None)
    assert skill.is_published_otherwise == otherwise


def test_names_start_with_code():
    domain = DomainFactory(code="D1", name="Environnement")
    skill = SkillFactory(domain=domain, code="D1.1", wording="Nommer")
    element = ElementFactory(skill=skill, code="D111", wording="Écran")
    assert [str(domain.framework), str(domain), str(skill), str(element)] == [
        domain.framework.name,
        "D1 Environnement",
        "D1.1 Nommer",
        "D111 Écran",
    ]
