"""Tests of the adoption of a version: what is created, what stays, what is refused."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from b2i.frameworks.framework_loading import B2I_ADULTES, load_frameworks
from b2i.frameworks.models.crosswalk import Crosswalk
from b2i.frameworks.models.framework import Framework
from b2i.outcomes.adoption import services
from b2i.outcomes.adoption.models import ProposedVersion
from b2i.outcomes.renewals.services import renewable_records
from b2i.records.models import Record
from tests.factories.b2i import EvidenceFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def proposed(tree, as_file, coordinator) -> ProposedVersion:
    return services.propose_version(content=as_file(tree), file_name="essai.json", by=coordinator)


def test_file_that_was_brought_changes_nothing_yet(proposed, b2i_adultes):
    assert Framework.objects.record_base() == b2i_adultes
    assert not Framework.objects.filter(slug="b2i-adultes-2027").exists()
    assert list(ProposedVersion.objects.awaiting()) == [proposed]


def test_adoption_opens_new_records_on_the_version_and_leaves_the_others(proposed, coordinator, record):
    line = EvidenceFactory(record=record)
    framework = services.adopt_version(proposed=proposed, by=coordinator)
    assert (Framework.objects.record_base(), framework.name) == (framework, "B2i Adultes 2027")
    assert Framework.objects.get(slug=B2I_ADULTES).status == "superseded"
    assert Record.objects.on_base().get(learner=record.learner) == record
    assert list(record.evidence.all()) == [line]
    assert list(renewable_records()) == [record]
    proposed.refresh_from_db()
    assert (proposed.framework, proposed.decided_by, proposed.is_awaiting) == (framework, coordinator, False)


def test_adoption_keeps_the_crosswalk_of_the_file(proposed, coordinator, b2i_adultes):
    framework = services.adopt_version(proposed=proposed, by=coordinator)
    crosswalk = Crosswalk.objects.latest().get(source=b2i_adultes, target=framework)
    assert (crosswalk.origin, crosswalk.is_official) == ("Comparé pour un essai", False)
    links = crosswalk.links.filter(skill__code__in=["D1.1", "D1.2", "D1.4", "D2.1"]).in_order()
    assert [(link.skill.code, link.counterpart.code, link.degree) for link in links] == [
        ("D1.1", "D1.1", "exact"),
        ("D1.2", "D1.2", "part"),
        ("D1.2", "D1.9", "part"),
        ("D1.4", "D1.3", "broader"),
    ]


def test_next_installation_keeps_the_adopted_version(proposed, coordinator):
    framework = services.adopt_version(proposed=proposed, by=coordinator)
    load_frameworks()
    assert Framework.objects.record_base() == framework


def test_version_is_decided_once(proposed, coordinator):
    services.set_version_aside(proposed=proposed, by=coordinator)
    for decide in (services.adopt_version, services.set_version_aside):
        with pytest.raises(ValidationError, match="déjà adoptée ou écartée"):
            decide(proposed=proposed, by=coordinator)
    assert not Framework.objects.filter(slug="b2i-adultes-2027").exists()


def test_version_brought_before_another_was_adopted_is_refused(proposed, tree, as_file, coordinator):
    other = services.propose_version(
        content=as_file(tree | {"identifiant": "b2i-adultes-2028"}), file_name="autre.json", by=coordinator
    )
    services.adopt_version(proposed=proposed, by=coordinator)
    with pytest.raises(ValidationError, match="Le référentiel en usage a changé"):
        services.adopt_version(proposed=other, by=coordinator)


def test_name_of_a_framework_of_the_site_is_refused(tree, as_file, coordinator):
    with pytest.raises(ValidationError, match="a déjà l’identifiant"):
        services.propose_version(
            content=as_file(tree | {"identifiant": B2I_ADULTES}), file_name="essai.json", by=coordinator
        )


def test_database_refuses_an_adopted_version_without_its_day(b2i_adultes):
    with pytest.raises(IntegrityError), transaction.atomic():
        ProposedVersion.objects.create(former=b2i_adultes, content={}, framework=b2i_adultes)
    ProposedVersion.objects.create(former=b2i_adultes, content={}, framework=b2i_adultes, decided_at=timezone.now())
