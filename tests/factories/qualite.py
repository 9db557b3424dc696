"""Charters, files, visits and labels, valid by default."""

from datetime import timedelta

import factory
from django.utils import timezone

from qualite.labelling.charter.models import Axis, Charter, Criterion
from qualite.labelling.decisions.models import FileDecision
from qualite.labelling.enums import FilePart, FileStage, LabelOutcome
from qualite.labelling.labels.models import QualityLabel
from qualite.labelling.self_assessment.models.assessment import Assessment, Involvement
from reseau.documents.proofs.numbers import new_number
from tests.factories.reseau import EPMFactory


class CharterFactory(factory.django.DjangoModelFactory):
    """A charter in force since today."""

    class Meta:
        model = Charter

    class Params:
        draft = factory.Trait(starts_on=None)

    name = factory.Sequence(lambda rank: f"Charte {rank}")
    slug = factory.Sequence(lambda rank: f"charte-{rank}")
    origin = "Écrite pour un essai."
    starts_on = factory.LazyFunction(timezone.localdate)


class AxisFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Axis

    charter = factory.SubFactory(CharterFactory)
    title = factory.Sequence(lambda rank: f"Axe {rank}")
    sort_order = factory.Sequence(lambda rank: rank)


class CriterionFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Criterion

    axis = factory.SubFactory(AxisFactory)
    title = factory.Sequence(lambda rank: f"Critère {rank}")
    wording = "Ce qui est attendu."
    source = "Un essai"
    sort_order = factory.Sequence(lambda rank: rank)


class AssessmentFactory(factory.django.DjangoModelFactory):
    """A draft of an EPM, for a charter of one criterion."""

    class Meta:
        model = Assessment

    epm = factory.SubFactory(EPMFactory)
    charter = factory.LazyFunction(lambda: CriterionFactory().axis.charter)
    territory = factory.LazyAttribute(lambda assessment: assessment.epm.commune.territory)


class QualityLabelFactory(factory.django.DjangoModelFactory):
    """A label of one year, begun a month ago, with the file and the decision behind it."""

    class Meta:
        model = QualityLabel
        exclude = ["assessment", "involvement"]

    epm = factory.SubFactory(EPMFactory)
    assessment = factory.LazyAttribute(
        lambda label: AssessmentFactory(
            epm=label.epm, stage=FileStage.DECIDED, submitted_at=timezone.now(), number=new_number()
        )
    )
    involvement = factory.LazyAttribute(
        lambda label: Involvement.objects.create(assessment=label.assessment, part=FilePart.DECIDER)
    )
    decision = factory.LazyAttribute(
        lambda label: FileDecision.objects.create(
            assessment=label.assessment, involvement=label.involvement, outcome=LabelOutcome.GRANTED
        )
    )
    charter = factory.LazyAttribute(lambda label: label.assessment.charter)
    number = factory.LazyFunction(new_number)
    starts_on = factory.LazyFunction(lambda: timezone.localdate() - timedelta(days=30))
    ends_on = factory.LazyAttribute(lambda label: label.starts_on + timedelta(days=364))
