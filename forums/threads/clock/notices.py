"""Tell those who answer for a question that it is asked, and that it has climbed to them: each once."""

from alertes.channels.facts.registry import LASTING, fact_about
from alertes.channels.notices import services as notices
from forums.declarations.events import QUESTION_CLIMBED
from forums.threads.clock.enums import ClockStep
from forums.threads.clock.models import QuestionWatch
from reseau.people.members.models.member import Member
from reseau.texts.markdown.mail_text import to_mail_text
from reseau.texts.wording import day_in_full


def notify_climbed(watch: QuestionWatch, *, people) -> None:
    """Notify `people`, who answer for the question now, with the question itself."""
    topic = watch.topic
    first = topic.posts.order_by("created", "pk").first()
    notices.notify(
        members=people,
        key=climb_key(watch, ClockStep(watch.step)),
        text=f"Sans réponse depuis le {day_in_full(watch.started, 'l j F')}\u00a0: «\u00a0{topic.title}\u00a0»",
        url=topic.get_absolute_url(),
        kind=QUESTION_CLIMBED,
        details=_in_hand(watch.taken_by) + (to_mail_text(first.body) if first else ""),
        answers=f"topic:{topic.pk}",
        fact=fact_about("post", first.pk) if first else LASTING,
    )


def withdraw_climbs(watch: QuestionWatch) -> None:
    """Withdraw what tells people who have not read it that the question waits."""
    for step in (ClockStep.TERRITORY, ClockStep.COORDINATION):
        notices.take_back_notice(key=climb_key(watch, step))


def climb_key(watch: QuestionWatch, step: ClockStep) -> str:
    """Return the key of the notices of a climb: in another forum, it is another one."""
    return f"topic:{watch.topic_id}:climbed:{step.value}:{watch.forum_id}"


def _in_hand(member: Member | None) -> str:
    return f"{member} s’en occupe.\n\n" if member else ""
