"""Factories of statements and of the jury."""

from datetime import date, timedelta

import factory
from django.utils import timezone

from b2i.frameworks.framework_loading import load_b2i_adultes
from b2i.outcomes.jury.models.candidacy import Candidacy
from b2i.outcomes.jury.models.centre_opinion import CentreOpinion
from b2i.outcomes.jury.models.civil_identity import CivilIdentity
from b2i.outcomes.jury.models.session import JurySession
from b2i.outcomes.statements.models import Statement
from reseau.documents.proofs.numbers import new_number
from tests.factories.b2i import RecordFactory
from tests.factories.reseau import EPMFactory


class StatementFactory(factory.django.DjangoModelFactory):
    """A statement in force without validations; `revoked` has a reason."""

    class Meta:
        model = Statement

    class Params:
        revoked = factory.Trait(
            revoked_at=factory.LazyFunction(timezone.now), revoke_reason="Donné à une autre personne"
        )

    record = factory.SubFactory(RecordFactory)
    number = factory.LazyFunction(new_number)


class JurySessionFactory(factory.django.DjangoModelFactory):
    """A session in a month; `past`, a month ago."""

    class Meta:
        model = JurySession

    class Params:
        past = factory.Trait(held_on=factory.LazyFunction(lambda: timezone.localdate() - timedelta(days=30)))

    framework = factory.LazyFunction(load_b2i_adultes)
    held_on = factory.LazyFunction(lambda: timezone.localdate() + timedelta(days=30))
    place = factory.Sequence(lambda n: f"Lycée d’essai {n}")
    academy = "Toulouse"


class CandidacyFactory(factory.django.DjangoModelFactory):
    """A waiting candidacy; `delivered` by a past jury."""

    class Meta:
        model = Candidacy

    class Params:
        delivered = factory.Trait(
            jury=factory.SubFactory(JurySessionFactory, past=True),
            decision="delivered",
            attestation_number=factory.Sequence(lambda n: f"B2IA-{n:03}"),
            attestation_academy="Toulouse",
            attestation_year=factory.LazyFunction(lambda: timezone.localdate().year),
            decided_on=factory.LazyFunction(timezone.localdate),
        )

    record = factory.SubFactory(RecordFactory)


class CivilIdentityFactory(factory.django.DjangoModelFactory):
    """Civil identity of a candidate, other than the name that the network knows."""

    class Meta:
        model = CivilIdentity

    candidacy = factory.SubFactory(CandidacyFactory)
    birth_name = "Vialard"
    first_names = "Jeanne, Marguerite"
    born_on = date(1958, 3, 1)
    birth_place = "Porto (Portugal)"


class CentreOpinionFactory(factory.django.DjangoModelFactory):
    """Favourable opinion of a centre."""

    class Meta:
        model = CentreOpinion

    candidacy = factory.SubFactory(CandidacyFactory)
    centre = factory.SubFactory(EPMFactory)
    opinion = "favourable"
    signatory = "Mireille Combes"
    quality = "responsable du centre"
