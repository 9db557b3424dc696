"""People of every kind around one learner, made for the table in a transaction that is undone."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta

from django.contrib.auth.models import AnonymousUser
from django.db import transaction
from django.utils import timezone

from b2i.frameworks.models.framework import Framework
from b2i.people.learners.models.consent import Consent
from b2i.people.learners.models.following import Following
from b2i.people.learners.models.learner import Learner
from b2i.privacy.rights.models import Limitation
from b2i.records.models import Record
from b2i.records.validation.models.accreditation import Accreditation
from extranet.access.accounts.coordination_rights import ensure_coordination_group
from reseau.enums import EPMKind, Role
from reseau.people.members.models.member import Member
from reseau.people.members.models.position import Position
from reseau.places.models.commune import Commune, Territory
from reseau.places.models.epm import EPM

KEEPS, FOLLOWS, ENDED, OTHER = "keeps the record", "follows by consent", "consent ended", "other EPM"
TERRITORIAL, COORDINATOR, LEARNER, VISITOR = "territorial animator", "coordinator", "the learner", "visitor"
AROUND_A_LEARNER = (KEEPS, FOLLOWS, ENDED, OTHER, TERRITORIAL, COORDINATOR, LEARNER, VISITOR)
ACCREDITED, REFERENT = "accredited animator", "referent of an EPM"


@dataclass(frozen=True, slots=True)
class Cast:
    """One learner, and people by what they are to them."""

    learner: Learner
    record: Record
    people: dict[str, Member | AnonymousUser]

    def put_record_aside(self) -> None:
        Limitation.objects.create(learner=self.learner, asked_by=self.learner.member)


@contextmanager
def cast_for_a_table() -> Iterator[Cast]:
    """Yield a cast that no longer exists after the block."""
    with transaction.atomic():
        yield make_cast()
        transaction.set_rollback(True)


def make_cast() -> Cast:
    ensure_coordination_group()
    territory = Territory.objects.create(name="Territoire du tableau", slug="territoire-du-tableau")
    commune = _commune(territory)
    epms = {label: _epm(commune, rank) for rank, label in enumerate((KEEPS, FOLLOWS, ENDED, OTHER))}
    people = {label: _member(role=Role.ANIMATOR, epm=epm) for label, epm in epms.items()}
    people[TERRITORIAL] = _member(role=Role.TERRITORIAL, territory=territory)
    people[COORDINATOR] = _member(role=Role.COORDINATOR)
    framework = _framework()
    people[ACCREDITED] = _accredited_member(epms[OTHER], framework)
    people[REFERENT] = _member(role=Role.ANIMATOR, epm=epms[OTHER], is_referent=True)
    learner = Learner.objects.create(
        member=Member.objects.create_user(first_name="Apprenant"),
        epm=epms[KEEPS],
        card_number=Learner.objects.next_card_number(),
    )
    now = timezone.now()
    for label, until in ((FOLLOWS, None), (ENDED, now)):
        consent = Consent.objects.create(learner=learner, epm=epms[label], noted_by=people[label])
        since = now - timedelta(days=1)
        Following.objects.create(learner=learner, epm=epms[label], consent=consent, since=since, until=until)
    record = Record.objects.create(learner=learner, framework=framework)
    people |= {LEARNER: learner.member, VISITOR: AnonymousUser()}
    return Cast(learner, record, people)


def _member(**position) -> Member:
    member = Member.objects.create_user(first_name="Membre")
    Position.objects.create(member=member, start=timezone.localdate() - timedelta(days=1), **position)
    return member


def _accredited_member(epm: EPM, framework: Framework) -> Member:
    member, since = _member(role=Role.ANIMATOR, epm=epm), timezone.localdate()
    for holder in ({"epm": epm}, {"member": member}):
        Accreditation.objects.create(framework=framework, act="Tableau", starts_on=since, **holder)
    return member


def _framework() -> Framework:
    base = Framework.objects.filter(is_record_base=True).first()
    return base or Framework.objects.create(slug="tableau", name="Tableau", version="1", is_record_base=True)


def _commune(territory: Territory) -> Commune:
    return Commune.objects.create(
        insee_code="00000",
        name="Commune du tableau",
        postal_codes="00000",
        population=1,
        territory=territory,
        latitude=0,
        longitude=0,
        town_hall_latitude=0,
        town_hall_longitude=0,
    )


def _epm(commune: Commune, rank: int) -> EPM:
    return EPM.objects.create(
        name=f"EPM du tableau {rank}",
        slug=f"epm-du-tableau-{rank}",
        kind=EPMKind.VILLAGE,
        commune=commune,
        address="Place",
        latitude=0,
        longitude=0,
    )
