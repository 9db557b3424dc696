"""Factories of learners and records, by default on the real B2i Adultes and followed by one EPM."""

import factory
from django.contrib.auth.hashers import make_password
from django.utils import timezone

from b2i.frameworks.framework_loading import load_b2i_adultes
from b2i.frameworks.models.framework import Domain, Element, Framework, Skill
from b2i.people.card_locks.limits import pause_after
from b2i.people.card_locks.models import CardLock, CardTries
from b2i.people.card_locks.origin import address_digest
from b2i.people.learners.card import card_number
from b2i.people.learners.models.consent import Consent
from b2i.people.learners.models.following import Following
from b2i.people.learners.models.learner import Learner
from b2i.records.contests import Contest
from b2i.records.evidence.models import EvidenceFile
from b2i.records.grids.models import GroupSession
from b2i.records.models import Evidence, Positioning, Record, Retraction
from tests.factories.reseau import EPMFactory, MemberFactory

SECRET = "2580"


class FrameworkFactory(factory.django.DjangoModelFactory):
    """A framework without contents and without records."""

    class Meta:
        model = Framework

    slug = factory.Sequence(lambda n: f"referentiel-{n}")
    name = factory.Sequence(lambda n: f"Référentiel {n}")
    version = "1"
    source = "Texte d’essai"


class DomainFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Domain

    framework = factory.SubFactory(FrameworkFactory)
    code = factory.Sequence(lambda n: f"D{n}")
    name = factory.Sequence(lambda n: f"Domaine {n}")
    order = 1


class SkillFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Skill

    domain = factory.SubFactory(DomainFactory)
    code = factory.Sequence(lambda n: f"D9.{n}")
    wording = factory.Sequence(lambda n: f"Savoir faire la chose {n}")
    official_wording = factory.SelfAttribute("wording")
    order = 1


class ElementFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Element

    skill = factory.SubFactory(SkillFactory)
    code = factory.Sequence(lambda n: f"E{n}")
    wording = "Détail de la compétence"
    source = "Source secondaire"


class LearnerFactory(factory.django.DjangoModelFactory):
    """A learner with secret 2580 and a card number above those that tests set."""

    class Meta:
        model = Learner

    member = factory.SubFactory(MemberFactory, email=None, first_name="Jeanne", password=None)
    epm = factory.SubFactory(EPMFactory)
    card_number = factory.Sequence(lambda n: card_number(n + 101))
    card_secret = factory.LazyFunction(lambda: make_password(SECRET))


class CardLockFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = CardLock
        django_get_or_create = ("card_number",)

    card_number = factory.Sequence(lambda n: card_number(n + 101))


class CardTriesFactory(factory.django.DjangoModelFactory):
    """Five wrong codes from one address, hence a pause; twenty close the card."""

    class Meta:
        model = CardTries

    lock = factory.SubFactory(CardLockFactory)
    origin = factory.Sequence(lambda n: address_digest(str(n)))
    wrong = 5
    paused_until = factory.LazyAttribute(
        lambda tries: timezone.now() + pause if (pause := pause_after(tries.wrong)) else None
    )


class ConsentFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Consent

    learner = factory.SubFactory(LearnerFactory)
    epm = factory.SelfAttribute("learner.epm")
    noted_by = factory.SubFactory(MemberFactory)


class FollowingFactory(factory.django.DjangoModelFactory):
    """A live following by a further EPM, with its consent."""

    class Meta:
        model = Following

    learner = factory.SubFactory(LearnerFactory)
    epm = factory.SubFactory(EPMFactory)
    consent = factory.SubFactory(
        ConsentFactory, learner=factory.SelfAttribute("..learner"), epm=factory.SelfAttribute("..epm")
    )


class RecordFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Record

    learner = factory.SubFactory(LearnerFactory)
    framework = factory.LazyFunction(load_b2i_adultes)


def skill_of(record: Record, code: str) -> Skill:
    """Return the skill of that code in the framework of the record."""
    return Skill.objects.select_related("domain").get(domain__framework=record.framework_id, code=code)


class PositioningFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Positioning

    record = factory.SubFactory(RecordFactory)
    skill = factory.LazyAttribute(lambda positioning: skill_of(positioning.record, "D1.1"))
    level = "helped"


class EvidenceFactory(factory.django.DjangoModelFactory):
    """A fact; a tick of a group session and a line of kind `worked_on` are none."""

    class Meta:
        model = Evidence

    record = factory.SubFactory(RecordFactory)
    skill = factory.LazyAttribute(lambda evidence: skill_of(evidence.record, "D1.1"))
    text = "A nommé les parties de l’ordinateur"
    observed_by = factory.SubFactory(MemberFactory)
    epm = factory.LazyAttribute(lambda evidence: evidence.record.learner.epm)
    group_session = None
    kind = factory.LazyAttribute(lambda evidence: "worked_on" if evidence.group_session else "observed")
    is_fact = factory.LazyAttribute(lambda evidence: evidence.kind != "worked_on")
    situation = factory.LazyAttribute(lambda evidence: "En accès libre" if evidence.is_fact else "")
    help_given = factory.LazyAttribute(lambda evidence: "alone" if evidence.is_fact else "")


class RetractedEvidenceFactory(EvidenceFactory):
    """A line noted by mistake and retracted: it proves nothing."""

    class Meta:
        model = Evidence
        skip_postgeneration_save = True

    text = "Notée par erreur"

    @factory.post_generation
    def retraction(self, create, given, **kwargs):
        Retraction.objects.create(evidence=self)


class ContestFactory(factory.django.DjangoModelFactory):
    """An unanswered contest of a line."""

    class Meta:
        model = Contest

    record = factory.SubFactory(RecordFactory)
    evidence = factory.LazyAttribute(lambda contest: EvidenceFactory(record=contest.record))
    words = "Je n’y étais pas ce jour-là"


class EvidenceFileFactory(factory.django.DjangoModelFactory):
    """A text file; set `kind` and `file` for a photo or a recording."""

    class Meta:
        model = EvidenceFile

    evidence = factory.SubFactory(EvidenceFactory)
    kind = "txt"
    name = "travail.txt"
    file = factory.django.FileField(filename="travail.txt", data=b"Bonjour")
    size = 7


class GroupSessionFactory(factory.django.DjangoModelFactory):
    """A session of today; `learners` and `skills` are its rows and columns."""

    class Meta:
        model = GroupSession
        skip_postgeneration_save = True

    epm = factory.SubFactory(EPMFactory)
    title = "Ranger ses photos"

    @factory.post_generation
    def learners(self, create, extracted, **kwargs):
        self.learners.set(extracted or [])

    @factory.post_generation
    def skills(self, create, extracted, **kwargs):
        self.skills.set(extracted or [])
