"""What the database refuses of a visit, whatever the code: on SQLite and on PostgreSQL."""

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from qualite.labelling.enums import FilePart
from qualite.labelling.self_assessment.models.assessment import Involvement
from qualite.labelling.visits.models import Visit

pytestmark = pytest.mark.django_db


def insert(*, involvement, assessment, place, visitor, part=FilePart.VISITOR) -> None:
    """Write the row past the services, and check the constraints that wait for the end of the transaction."""
    with transaction.atomic():
        Visit.objects.bulk_create(
            [
                Visit(
                    assessment=assessment,
                    involvement=involvement,
                    part=part,
                    place_territory=place,
                    visitor_territory=visitor,
                    date=timezone.localdate(),
                )
            ]
        )
        connection.check_constraints()


def involve(assessment, member, part):
    return Involvement.objects.update_or_create(assessment=assessment, member=member, defaults={"part": part})[0]


def test_peer_of_another_territory_is_accepted(submitted, stranger, figeac, cahors):
    part = involve(submitted, stranger, FilePart.VISITOR)

    insert(involvement=part, assessment=submitted, place=figeac, visitor=cahors)

    assert Visit.objects.get().visitor == stranger


def test_member_of_the_team_is_refused(submitted, animator, figeac, cahors):
    part = submitted.involvements.get(member=animator)

    with pytest.raises(IntegrityError):
        insert(involvement=part, assessment=submitted, place=figeac, visitor=cahors)


def test_member_of_the_team_has_no_second_part(submitted, animator):
    with pytest.raises(IntegrityError), transaction.atomic():
        Involvement.objects.bulk_create([Involvement(assessment=submitted, member=animator, part=FilePart.VISITOR)])


def test_part_of_another_name_is_refused(submitted, stranger, figeac, cahors):
    part = involve(submitted, stranger, FilePart.TEAM)

    with pytest.raises(IntegrityError):
        insert(involvement=part, assessment=submitted, place=figeac, visitor=cahors, part=FilePart.TEAM)


def test_peer_of_the_same_territory_is_refused(submitted, stranger, figeac):
    part = involve(submitted, stranger, FilePart.VISITOR)

    with pytest.raises(IntegrityError):
        insert(involvement=part, assessment=submitted, place=figeac, visitor=figeac)


def test_territory_that_is_not_that_of_the_file_is_refused(submitted, stranger, figeac, cahors):
    part = involve(submitted, stranger, FilePart.VISITOR)

    with pytest.raises(IntegrityError):
        insert(involvement=part, assessment=submitted, place=cahors, visitor=figeac)


def test_second_visit_of_a_file_is_refused(visit, other_territorial, figeac, cahors):
    part = involve(visit.assessment, other_territorial, FilePart.VISITOR)

    with pytest.raises(IntegrityError):
        insert(involvement=part, assessment=visit.assessment, place=figeac, visitor=cahors)
