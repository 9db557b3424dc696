"""What people of the demo follow, and the questions that wait: where they would have climbed, one of them in hand."""

from collections.abc import Sequence

from alertes.choices.subscriptions.services import follow
from alertes.choices.subscriptions.subjects import tag_subject
from alertes.enums import Rhythm
from forums.threads.clock.enums import ClockStep
from forums.threads.clock.models import QuestionWatch
from forums.threads.clock.permissions import in_charge
from forums.threads.clock.services import climb_questions, take_in_hand
from forums.threads.forums.models import Forum
from forums.threads.topics.models import Topic
from reseau.people.members.models.member import Member
from ressources.sheets.models.tag import WorkshopTag
from ressources.sheets.models.workshop import WorkshopPage


def build_following(*, animators: Sequence[Member]) -> None:
    """Let the first animator follow one thing of each kind."""
    reader, colleague = animators[:2]
    sheet = WorkshopPage.objects.live().exclude(owner=reader).earliest("pk")
    tag = WorkshopTag.objects.filter(content_object__live=True).select_related("tag").earliest("tag__name", "pk").tag
    follow(member=reader, subject=f"forum:{Forum.objects.get(slug='reseau').pk}", rhythm=Rhythm.DAILY)
    for subject in (tag_subject(tag.name), f"member:{colleague.pk}", f"sheet:{sheet.pk}"):
        follow(member=reader, subject=subject)


def build_waiting_questions() -> None:
    """Place the questions where the clock would have brought them since; a territorial animator has one in hand."""
    QuestionWatch.objects.all().delete()
    while Topic.objects.questions().filter(watch=None).exists():
        climb_questions()
    waiting = QuestionWatch.objects.waiting().exclude(territory=None).select_related("topic")
    for watch in waiting.order_by("-started"):
        watchers = in_charge(watch, ClockStep.TERRITORY)
        if watcher := watchers.order_by("pk").first():
            take_in_hand(topic=watch.topic, by=watcher)
            return
