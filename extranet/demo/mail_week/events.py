"""What happens in the week of `mail_week`: people of the demo ask, answer and announce, by the services of the site."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta

from django.core.exceptions import ObjectDoesNotExist
from django.utils import timezone

from alertes.choices.subscriptions.services import follow
from formation.sessions.models.session import Session
from formation.year.session_changes.services import cancel_session
from forums.enums import TopicKind
from forums.messages.posts.services import answer, open_topic
from forums.threads.forums.models import Forum
from forums.threads.topics.models import Topic
from reseau.calendar.agenda.enums import MeetingAudience
from reseau.calendar.agenda.models import Meeting
from reseau.calendar.agenda.services import announce_meeting, change_meeting
from reseau.enums import Role
from reseau.people.members.models.member import Member
from ressources.authoring.enums import ItemState
from ressources.authoring.watch_inbox.models import FeedItem
from ressources.authoring.watch_inbox.services.sorting import keep
from ressources.library.readers.enums import FeedbackKind
from ressources.library.readers.services import send_feedback, thank
from ressources.sheets.models.workshop import WorkshopPage

NETWORK_FORUM = "reseau"


@dataclass
class WeekPeople:
    """The people of the week: the `reader`, who reads nothing but mail, and those who do things."""

    reader: Member
    coordinator: Member
    territorial: Member
    colleagues: list[Member]
    own_topic: Topic | None = None
    other_topic: Topic | None = None
    meeting: Meeting | None = None
    turns: int = field(default=0)

    @classmethod
    def around(cls, reader: Member) -> "WeekPeople":
        """Find who is there. Raises `ObjectDoesNotExist` outside the demo, `ValueError` if the reader has no EPM."""
        if not reader.epm_ids:
            raise ValueError(reader)
        territory = min(reader.territory_ids)
        live = Member.objects.in_network().exclude(pk=reader.pk).order_by("pk")
        return cls(
            reader=reader,
            coordinator=live.filter(positions__role=Role.COORDINATOR).earliest("pk"),
            territorial=live.filter(positions__role=Role.TERRITORIAL, positions__territory=territory).earliest("pk"),
            colleagues=list(live.filter(positions__role=Role.ANIMATOR)[:12]),
        )

    def next_colleague(self) -> Member:
        self.turns += 1
        return self.colleagues[self.turns % len(self.colleagues)]


def own_question(people: WeekPeople, content: Mapping) -> None:
    """The reader asks, the evening before."""
    people.own_topic = _open(people.reader, content)


def other_topic(people: WeekPeople, content: Mapping) -> None:
    """Somebody opens a topic that the reader follows."""
    people.other_topic = _open(people.next_colleague(), content)
    follow(member=people.reader, subject=f"topic:{people.other_topic.pk}")


def question(people: WeekPeople, content: Mapping) -> None:
    _open(people.next_colleague(), content)


def announcement(people: WeekPeople, content: Mapping) -> None:
    _open(people.coordinator, content, kind=TopicKind.ANNOUNCEMENT)


def answer_to_own(people: WeekPeople, content: Mapping) -> None:
    answer(topic=people.own_topic, author=people.next_colleague(), body=content["body"])


def mention(people: WeekPeople, content: Mapping) -> None:
    name = f"[@{people.reader}]({people.reader.get_absolute_url()})"
    answer(topic=people.other_topic, author=people.next_colleague(), body=content["body"].format(reader=name))


def many_answers(people: WeekPeople, content: Mapping) -> None:
    for body in content["bodies"]:
        answer(topic=people.other_topic, author=people.next_colleague(), body=body)


def meeting(people: WeekPeople, content: Mapping) -> None:
    """The territorial animator announces a meeting of the teams, a fortnight ahead."""
    people.meeting = announce_meeting(
        by=people.territorial,
        meeting=Meeting(
            title=content["title"],
            text=content["body"],
            date=timezone.localdate() + timedelta(days=14),
            start=time(14),
            end=time(16, 30),
            audience=MeetingAudience.TERRITORY,
            territory_id=min(people.reader.territory_ids),
            epm=people.reader.live_positions[0].epm,
        ),
    )


def moved_meeting(people: WeekPeople, content: Mapping) -> None:
    moved = Meeting.objects.get(pk=people.meeting.pk)
    moved.date += timedelta(days=1)
    change_meeting(meeting=moved, by=people.territorial)


def cancelled_session(people: WeekPeople, content: Mapping) -> None:
    """A session is cancelled in which the reader has a place: the last one planned, which any Monday finds ahead."""
    places = people.reader.enrolments.confirmed().values("session")
    coming = Session.objects.filter(pk__in=places, half_days__date__gt=timezone.localdate())
    cancel_session(session=coming.latest("half_days__date", "pk"), reason=content["body"], by=people.coordinator)


def thanks(people: WeekPeople, content: Mapping) -> None:
    thank(sheet=_own_sheet(people), by=people.next_colleague())


def feedback(people: WeekPeople, content: Mapping) -> None:
    send_feedback(
        sheet=_own_sheet(people), by=people.next_colleague(), kind=FeedbackKind.QUESTION, text=content["body"]
    )


def watch(people: WeekPeople, content: Mapping) -> None:
    """A page found elsewhere is published in the veille."""
    keep(item=FeedItem.objects.filter(state=ItemState.TO_SORT).latest("pk"), by=people.territorial, why=content["body"])


EVENTS: dict[str, Callable[[WeekPeople, Mapping], None]] = {
    each.__name__: each
    for each in (
        own_question,
        other_topic,
        question,
        announcement,
        answer_to_own,
        mention,
        many_answers,
        meeting,
        moved_meeting,
        cancelled_session,
        thanks,
        feedback,
        watch,
    )
}


def happen(people: WeekPeople, content: Mapping) -> str:
    """Let one event of the content happen now; return why it could not, if this reader has no such thing."""
    try:
        EVENTS[content["what"]](people, content)
    except ObjectDoesNotExist:
        return content["what"]
    return ""


def moment_of(content: Mapping, monday: datetime) -> datetime:
    """Return the moment of an event in the week that begins at `monday`, midnight."""
    hour, minute = map(int, content["at"].split(":"))
    return monday + timedelta(days=content["day"], hours=hour, minutes=minute)


def _open(author: Member, content: Mapping, kind: TopicKind = TopicKind.QUESTION) -> Topic:
    forum = Forum.objects.get(slug=NETWORK_FORUM)
    return open_topic(forum=forum, author=author, title=content["title"], body=content["body"], kind=kind)


def _own_sheet(people: WeekPeople) -> WorkshopPage:
    return WorkshopPage.objects.live().filter(owner=people.reader).earliest("pk")
