"""Statements of skills for tests: of one learner."""

import factory
from django.utils import timezone

from b2i.models import Statement
from reseau.proof_numbers import new_number
from tests.factories.b2i import RecordFactory


class StatementFactory(factory.django.DjangoModelFactory):
    """In force, of no validation; `revoked` with a reason."""

    class Meta:
        model = Statement

    class Params:
        revoked = factory.Trait(
            revoked_at=factory.LazyFunction(timezone.now), revoke_reason="Donné à une autre personne"
        )

    record = factory.SubFactory(RecordFactory)
    number = factory.LazyFunction(new_number)
