"""Factories of accreditations, proposals and validations, valid and of today by default."""

from datetime import date, timedelta

import factory

from b2i.frameworks.framework_loading import load_b2i_adultes
from b2i.records.enums import Outcome
from b2i.records.models import Evidence
from b2i.records.validation.models.accreditation import Accreditation
from b2i.records.validation.models.second_signature import SecondSignature
from b2i.records.validation.models.validation import Proposal, Validation
from tests.factories.b2i import EvidenceFactory, RecordFactory, skill_of
from tests.factories.reseau import EPMFactory, MemberFactory


class AccreditationFactory(factory.django.DjangoModelFactory):
    """Accreditation of a centre, without end; `of_person` for a member."""

    class Meta:
        model = Accreditation

    class Params:
        of_person = factory.Trait(epm=None, member=factory.SubFactory(MemberFactory))

    framework = factory.LazyFunction(load_b2i_adultes)
    epm = factory.SubFactory(EPMFactory)
    act = "Décision d’essai du recteur, n° 12"
    starts_on = date(2025, 9, 1)


def earlier_fact(fact: Evidence) -> Evidence:
    """Return a fact of the same skill on an earlier day; build one, seen the day before, if there is none."""
    facts = Evidence.objects.facts().filter(record=fact.record_id, skill=fact.skill_id)
    same_person = {"record": fact.record, "skill": fact.skill, "observed_by": fact.observed_by}
    day = fact.observed_on - timedelta(days=1)
    noted_at = fact.created - timedelta(days=1)
    return facts.filter(observed_on__lt=fact.observed_on).first() or EvidenceFactory(
        text="L’avait fait la veille", observed_on=day, created=noted_at, epm=fact.epm, **same_person
    )


class ProposalFactory(factory.django.DjangoModelFactory):
    """Proposal of D1.1 to the EPM that keeps the record, on two facts; `former`: on one line, under the former rule."""

    class Meta:
        model = Proposal

    class Params:
        former = factory.Trait(under_former_rule=True, earlier_evidence=None, fact_on=None, earlier_fact_on=None)

    record = factory.SubFactory(RecordFactory)
    skill = factory.LazyAttribute(lambda proposal: skill_of(proposal.record, "D1.1"))
    evidence = factory.LazyAttribute(lambda proposal: EvidenceFactory(record=proposal.record, skill=proposal.skill))
    earlier_evidence = factory.LazyAttribute(lambda proposal: earlier_fact(proposal.evidence))
    fact_on = factory.LazyAttribute(lambda proposal: proposal.evidence.observed_on)
    earlier_fact_on = factory.LazyAttribute(lambda proposal: proposal.earlier_evidence.observed_on)
    centre = factory.LazyAttribute(lambda proposal: proposal.record.learner.epm)
    proposed_by = factory.SubFactory(MemberFactory)


class ValidationFactory(factory.django.DjangoModelFactory):
    """Validation by another person today; `returned` has a reason."""

    class Meta:
        model = Validation

    class Params:
        returned = factory.Trait(outcome=Outcome.RETURNED, reason="À refaire sans aide")

    proposal = factory.SubFactory(ProposalFactory)
    record = factory.SelfAttribute("proposal.record")
    skill = factory.SelfAttribute("proposal.skill")
    outcome = Outcome.VALIDATED
    fact_on = factory.SelfAttribute("proposal.fact_on")
    earlier_fact_on = factory.SelfAttribute("proposal.earlier_fact_on")
    decided_by = factory.SubFactory(MemberFactory)
    proposed_by = factory.SelfAttribute("proposal.proposed_by")
    proposed_on = factory.SelfAttribute("proposal.proposed_on")
    accreditation = factory.LazyAttribute(
        lambda validation: AccreditationFactory(
            of_person=True, member=validation.decided_by, framework=validation.record.framework
        )
    )
    accredited_from = factory.SelfAttribute("accreditation.starts_on")
    accredited_until = factory.SelfAttribute("accreditation.ends_on")
    centre_accreditation = factory.LazyAttribute(
        lambda validation: AccreditationFactory(epm=validation.proposal.centre, framework=validation.record.framework)
    )
    centre_accredited_from = factory.SelfAttribute("centre_accreditation.starts_on")
    centre_accredited_until = factory.SelfAttribute("centre_accreditation.ends_on")


class SecondSignatureFactory(factory.django.DjangoModelFactory):
    """Signature by a third accredited person, today."""

    class Meta:
        model = SecondSignature

    validation = factory.SubFactory(ValidationFactory)
    signed_by = factory.SubFactory(MemberFactory)
    decided_by = factory.SelfAttribute("validation.decided_by")
    proposed_by = factory.SelfAttribute("validation.proposed_by")
    decided_on = factory.SelfAttribute("validation.decided_on")
    accreditation = factory.LazyAttribute(
        lambda signature: AccreditationFactory(
            of_person=True, member=signature.signed_by, framework=signature.validation.record.framework
        )
    )
    accredited_from = factory.SelfAttribute("accreditation.starts_on")
    accredited_until = factory.SelfAttribute("accreditation.ends_on")
