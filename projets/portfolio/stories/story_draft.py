"""First words of a story: what the project wanted, where, who did it by function, what its figures read that day.

People are not named: the story is for everybody once it is published.
"""

from collections import Counter

from django.utils import timezone
from django.utils.text import Truncator

from projets.portfolio.indicators.readings import IndicatorReading, read_indicators
from projets.portfolio.projects.models import Project
from reseau.enums import Role
from reseau.people.members.models.member import Member
from reseau.people.members.models.position import Position
from reseau.texts.wording import counted, day_in_full, join_words
from ressources.sheets.models.story import StoryPage
from ressources.sheets.short_contents import StoryContent

NAMED_PLACES = 12


def story_of(project: Project, *, result: str, advice: str, reader: Member) -> StoryContent:
    """Return the content of the draft, within the lengths of a story. `reader`: whoever closes the project."""
    aim = " ".join(project.aim.split())
    # Its page shows the aim above the story: only one that was cut is told again.
    whole_aim = "" if _within("aim", aim) == aim else project.aim
    parts = {
        "title": project.title,
        "aim": aim,
        "period": project.period,
        "story": "\n\n".join(filter(None, [whole_aim, _places(project), _milestones(project)])),
        "partners": _people(project),
        "result": "\n\n".join(filter(None, [result, _figures(read_indicators(project, reader))])),
        "advice": advice,
    }
    return StoryContent(**{name: _within(name, text) for name, text in parts.items()})


def _within(name: str, text: str) -> str:
    return Truncator(text).chars(StoryPage._meta.get_field(name).max_length)


def _places(project: Project) -> str:
    names = [str(place) for place in project.places]
    if (more := len(names) - NAMED_PLACES) > 0:
        names = [*names[:NAMED_PLACES], counted(more, "autre")]
    return f"Où\u00a0: {join_words(names) if names else project.where}."


def _milestones(project: Project) -> str:
    done = [each for each in project.milestones.all() if each.done_on]
    return "\n".join(f"- {each} ({day_in_full(each.done_on, 'j F Y')})" for each in done)


def _people(project: Project) -> str:
    """« Animation d’un EPM : 3 personnes ; animation territoriale : 1 personne »."""
    positions = Position.objects.live().filter(member__in=project.people.values("member")).main_first()
    roles: dict[int, str] = {}
    for member, role in positions.values_list("member", "role"):
        roles.setdefault(member, role)
    counts = Counter(roles.values())
    words = [f"{role.label}\u00a0: {counted(counts[role], 'personne')}" for role in Role if counts[role]]
    return "\u00a0; ".join(words)


def _figures(readings: list[IndicatorReading]) -> str:
    if not readings:
        return ""
    lines = [
        f"- {reading.figure.title}\u00a0: {reading.public_value}{_since(reading)}, pour un objectif de "
        f"{reading.indicator.target}"
        for reading in readings
    ]
    return "\n".join([f"Les chiffres du site, lus le {day_in_full(timezone.localdate(), 'j F Y')}\u00a0:", "", *lines])


def _since(reading: IndicatorReading) -> str:
    return f" depuis le {day_in_full(reading.indicator.since, 'j F Y')}" if reading.figure.is_dated else ""
