"""The measured pages, each at an address with much content, and the person who reads them."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import Count
from django.utils import timezone

from b2i.admission.registration.services import create_learner
from b2i.frameworks.models.framework import Skill
from b2i.people.learners.models.learner import Learner
from b2i.records.grids.models import GroupSession
from b2i.records.grids.services import open_group_session
from formation.offer.catalogue.models.training import TrainingPage
from formation.sessions.models.session import Session
from forums.threads.forums.models import Forum
from forums.threads.topics.models import Topic
from reseau.people.members.models.member import Member
from reseau.places.models.epm import EPM
from ressources.sheets.models.workshop import WorkshopPage

WORD = "courriel"
GRID, ROWS = "Grille de mesure", 30


@dataclass(frozen=True)
class Page:
    """`member`: the reader, None for a visitor; `who`: the reader's role in the name of the figure."""

    name: str
    who: str
    path: str
    member: Member | None = None


def pages() -> Iterator[Page]:
    epm = EPM.objects.annotate(learner_count=Count("learners")).order_by("-learner_count", "pk").first()
    animator = Member.objects.filter(positions__in=epm.positions.live()).order_by("pk").first()
    coordinator = Member.objects.get(email="coordination@example.org")
    territorial = Member.objects.get(email="territoire.figeac@example.org")
    learner = best_learner(epm)
    yield Page("home", "visitor", "/")
    yield Page("home", "learner", "/", learner.member)
    yield Page("dashboard", "animator", "/", animator)
    yield Page("dashboard", "territorial", "/", territorial)
    yield Page("dashboard", "coordinator", "/", coordinator)
    for name, path in open_pages(epm):
        yield Page(name, "visitor", path)
        yield Page(name, "animator", path, animator)
    for name, path in members_pages(animator, learner):
        yield Page(name, "animator", path, animator)
    yield Page("group-grid", "animator", large_grid(epm, animator).get_absolute_url(), animator)
    yield Page("plan", "coordinator", f"/formation/plan/{date.today().year}/", coordinator)  # noqa: DTZ011 - idem
    yield Page("needs", "coordinator", "/formation/besoins/", coordinator)
    yield Page("own-record", "learner", "/b2i/mon-livret/", learner.member)
    yield Page("review-queue", "territorial", "/ressources/a-relire/", territorial)
    yield Page("record-counts", "coordinator", "/b2i/livrets/", coordinator)


def best_learner(epm: EPM) -> Learner:
    return epm.learners.annotate(lines=Count("records__evidence")).order_by("-lines", "pk").first()


def large_grid(epm: EPM, animator: Member) -> GroupSession:
    """Create, once, a grid of thirty people by eighteen skills, more than any room holds."""
    if found := GroupSession.objects.filter(epm=epm, title=GRID).first():
        return found
    for rank in range(ROWS - epm.learners.count()):
        create_learner(first_name="Essai", last_name=f"n° {rank}", epm=epm, created_by=animator, secret_hash="!")  # noqa: S106 - opens nothing
    learners = epm.learners.order_by("pk")[:ROWS]
    skills = Skill.objects.filter(domain__framework__is_record_base=True)
    return open_group_session(
        epm=epm, date=timezone.localdate(), title=GRID, skills=skills, learners=learners, led_by=animator
    )


def open_pages(epm: EPM) -> list[tuple[str, str]]:
    sheet = WorkshopPage.objects.live().filter(audience="public").order_by("pk").first()
    training = TrainingPage.objects.live().annotate(runs=Count("sessions")).order_by("-runs", "pk").first()
    return [
        ("directory", "/annuaire/"),
        ("place", epm.get_absolute_url()),
        ("library", "/ressources/"),
        ("skill", "/b2i/referentiels/b2i-adultes-2012/D1.2/"),
        ("next-workshops", "/ressources/prochains-ateliers/"),
        ("agenda", "/agenda/"),
        ("agenda-week", "/agenda/semaine/"),
        ("agenda-day", "/agenda/jour/"),
        ("sheet", sheet.get_url()),
        ("catalogue", "/formation/"),
        ("training", training.get_url()),
        ("search", f"/recherche/?q={WORD}"),
        ("suggestions", f"/recherche/suggestions/?q={WORD[:4]}"),
    ]


def members_pages(animator: Member, learner: Learner) -> list[tuple[str, str]]:
    readable = Forum.objects.visible_to(animator)
    forum = readable.annotate(size=Count("topics")).order_by("-size", "pk").first()
    topic = Topic.objects.filter(forum__in=readable).order_by("-post_count", "pk").first()
    session = Session.objects.annotate(size=Count("enrolments")).order_by("-size", "pk").first()
    return [
        ("members", "/membres/"),
        ("member", animator.get_absolute_url()),
        ("plan", f"/formation/plan/{date.today().year}/"),  # noqa: DTZ011 - any day of the year will do
        ("session", session.get_absolute_url()),
        ("own-trainings", "/formation/mes-formations/"),
        ("records", "/b2i/livrets/"),
        ("record", learner.get_absolute_url()),
        ("record-elsewhere", f"{learner.get_absolute_url()}referentiels/digcomp-2-2/"),
        ("forums", "/forums/"),
        ("forum", forum.get_absolute_url()),
        ("topic", topic.get_absolute_url()),
        ("notices", "/alertes/"),
        ("own-sheets", "/ressources/mes-fiches/"),
    ]
