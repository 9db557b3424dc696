"""Sections for a learner, about the skills that are missing: the next step, workshops to join, memos for home."""

from collections.abc import Sequence

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet

from b2i.frameworks.models.framework import Skill
from b2i.people.learners.models.learner import Learner
from reseau.people.members.models.member import Member
from reseau.places.distances import narrowing_at
from reseau.places.models.epm import kilometres_from_point
from reseau.web.queries.cached_query import CachedQuery
from reseau.web.queries.compiled_query import CompiledQuery, few_lengths
from ressources.sheets.models.sheet import Sheet
from ressources.sheets.models.workshop import WorkshopPage
from ressources.workshops.open_workshops.models.workshop import OpenWorkshop

AT_HOME = 2
WORKSHOPS = 3
# Skills that count first: the page names the first of them.
NEXT = 4
NEAR = 25  # kilometres, as the crow flies

# Latitude and longitude in degrees, and the narrowing there.
Origin = tuple[float, float, float]
Keys = tuple[int, ...]


def next_workshop(request, learner, skills) -> tuple[str, dict] | None:
    """The nearest workshop with a free place on the next skill, else an appointment in the EPM of the learner."""
    if not skills:
        return None
    workshop = workshops_near(request.user, origin_of(learner), keys_of(skills[:1])).first()
    context = {"workshop": workshop, "epm": learner.epm, "skill": skills[0]}
    return "ressources/workshops/open_workshops/_learner_next_step.html", context


def to_go_on(request, learner, skills) -> tuple[str, dict]:
    """Workshops on the missing skills: with a date near the learner, those on the next skills first; then without.

    Then the EPM of the learner, and memos for home.
    """
    asked = {"reader": request.user, "skills": keys_of(skills), "first": keys_of(skills[:NEXT])}
    workshops = WORKSHOPS_TO_COME.rows(**asked, origin=origin_of(learner))
    dated_sheets = {workshop.sheet_id for workshop in workshops}
    keys = SHEET_KEYS.rows(**asked)
    sheets = sorted(WorkshopPage.objects.filter(pk__in=keys), key=lambda sheet: keys.index(sheet.pk))
    context = {
        "workshops": workshops,
        "sheets": [sheet for sheet in sheets if sheet.pk not in dated_sheets][: WORKSHOPS - len(workshops)],
        "memos": [sheet for sheet in sheets if sheet.takeaways][:AT_HOME],
        "epm": learner.epm,
    }
    return "ressources/workshops/open_workshops/_learner_workshops.html", context


def origin_of(learner: Learner) -> Origin:
    commune = learner.commune or learner.epm.commune
    latitude = commune.town_hall_latitude
    return latitude, commune.town_hall_longitude, narrowing_at(latitude)


def keys_of(skills: Sequence[Skill]) -> Keys:
    return few_lengths(skill.pk for skill in skills)


def workshops_near(reader: Member, origin: Origin, skills: Keys) -> QuerySet[OpenWorkshop]:
    """Return the workshops to come near `origin` with a free place on some of `skills`, the nearest first."""
    latitude, longitude, narrowing = origin
    kilometres = kilometres_from_point(latitude, longitude, "epm__", narrowing=narrowing)
    workshops = OpenWorkshop.objects.visible_to(reader).to_come().with_place()
    free = workshops.filter(taken__lt=F("places"))
    nearby = free.annotate(kilometres=kilometres).filter(kilometres__lte=NEAR)
    on_skills = nearby.filter(Exists(_links(skills).filter(sheet=OuterRef("sheet"))))
    return on_skills.order_by("kilometres", "date", "start", "pk")


def workshops_to_come(reader: Member, origin: Origin, skills: Keys, first: Keys) -> QuerySet[OpenWorkshop]:
    """Return a few of them, those on the `first` skills before the others."""
    on_first = Exists(_links(first).filter(sheet=OuterRef("sheet")))
    nearby = workshops_near(reader, origin, skills).annotate(is_next=on_first)
    return nearby.order_by("-is_next", "kilometres", "date", "start", "pk")[:WORKSHOPS]


def sheets_on(reader: Member, skills: Keys, first: Keys) -> QuerySet:
    """Return the keys of a few sheets on some of `skills`, those that work on most of the `first` ones before the
    others.
    """
    matches = Count("skills", filter=Q(skills__in=first), distinct=True)
    on_skills = _links(skills).values("sheet")
    readable = WorkshopPage.objects.visible_to(reader).in_use().filter(pk__in=on_skills)
    sheets = readable.annotate(matches=matches).order_by("-matches", "-first_published_at", "-pk")
    return sheets.values_list("pk", flat=True)[: 2 * WORKSHOPS + AT_HOME]


def _links(skills: Keys) -> QuerySet:
    return Sheet.skills.through.objects.filter(skill__in=skills)


WORKSHOPS_TO_COME = CompiledQuery(workshops_to_come)
# Every sheet on these skills is compared, thousands where a hundred départements write: learners of a level share them.
SHEET_KEYS = CachedQuery(sheets_on)


SECTIONS = (to_go_on,)
NEXT_STEPS = (next_workshop,)
