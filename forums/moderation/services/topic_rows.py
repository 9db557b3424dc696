"""Rows of a topic that moderation changes: locked, counted again, absorbed by another topic and given back."""

from collections.abc import Iterable
from datetime import datetime

from django.apps import apps
from django.core.exceptions import ValidationError
from django.db.models import Max

from alertes.choices.subscriptions.models import Subscription
from alertes.choices.subscriptions.services import replace_subject, return_subject
from forums.enums import TopicStatus
from forums.messages.corrections.services import update_status
from forums.messages.drafts.models import MessageDraft
from forums.messages.first_links.models import HeldMessage
from forums.messages.posts.models import Post
from forums.moderation.models import ModerationAction
from forums.threads.clock.services import stop_clock
from forums.threads.forums.models import Forum
from forums.threads.forums.permissions import watches_forum
from forums.threads.readings.models import TopicReading
from forums.threads.tags.services import put_tags
from forums.threads.topics.models import Topic, TopicAddress
from forums.threads.topics.services import lock_forums
from reseau.people.members.models.member import Member
from reseau.web.queries.row_locks import lock_rows

NOT_YOURS = "Vous ne veillez pas sur ce forum."
GONE = "Ce sujet n’existe plus\u00a0: quelqu’un d’autre l’a réuni ou effacé entre-temps."
BOTH_TAKEN = "Chacun de ces sujets est la discussion d’une fiche\u00a0: ils restent deux."
# Columns of a topic from which it is made again.
KEPT = ("kind", "title", "slug", "status")


def locked_topics(*, topics: Iterable[Topic], by: Member, forums: Iterable[Forum] = ()) -> list[Topic]:
    """Lock the forums, then the topics, in one order for everybody; return the topics in the order given.

    Raises ValidationError if one is gone, or if `by` does not watch over one of the forums.
    """
    keys = [topic.pk for topic in topics]
    places = Forum.objects.with_place().filter(pk__in=[topic.forum_id for topic in topics] + [f.pk for f in forums])
    places = list(places)
    lock_forums(forums=places)
    found = {topic.pk: topic for topic in lock_rows(Topic.objects.with_place().filter(pk__in=keys).order_by("pk"))}
    if len(found) < len(set(keys)):
        raise ValidationError(GONE, code="gone")
    if not all(watches_forum(by, forum) for forum in [*places, *(topic.forum for topic in found.values())]):
        raise ValidationError(NOT_YOURS, code="watch")
    return [found[key] for key in keys]


def count_again(*, topic: Topic) -> None:
    """Count the posts of a topic again, and say what its state is now. Saved one by one: the index is told."""
    topic.post_count = topic.posts.count()
    topic.last_post_at = topic.posts.aggregate(last=Max("created"))["last"] or topic.created
    topic.save(update_fields=["post_count", "last_post_at"])
    update_status(topic=topic)


def absorb(*, source: Topic, target: Topic) -> dict:
    """Move all that hangs on `source` to `target`, delete it, and return what gives it back (`give_back`).

    Its address leads to `target`. Who follows either follows `target`; of two drafts of a person, that of `target`
    stays. Raises ValidationError if both are what something else has one of: the discussion of a sheet.
    """
    drafts = MessageDraft.objects.filter(topic=source)
    drafts = drafts.exclude(member__in=MessageDraft.objects.filter(topic=target).values("member"))
    on_target = Subscription.objects.about(subject_of(topic=target)).values("member")
    followers = Subscription.objects.about(subject_of(topic=source))
    state = _columns_of(source) | {
        "posts": list(source.posts.values_list("pk", flat=True)),
        "held": list(HeldMessage.objects.filter(topic=source).values_list("pk", flat=True)),
        "drafts": list(drafts.values_list("pk", flat=True)),
        "addresses": list(source.former_addresses.values_list("pk", flat=True)),
        "actions": list(source.moderation_actions.values_list("pk", flat=True)),
        "rows": _rows_of_other_apps(source, target),
        "followers": list(followers.exclude(member__in=on_target).values_list("member", flat=True)),
        "target": {"status": target.status, "solution": target.solution_id, "posts": target.post_count},
    }
    stop_clock(topic=source)
    Topic.objects.filter(pk=source.pk).update(solution=None, status=TopicStatus.OPEN)
    for rows in (source.posts, HeldMessage.objects.filter(topic=source), drafts):
        rows.update(topic=target)
    source.former_addresses.update(topic=target)
    source.moderation_actions.update(topic=target)
    _hand_over(state["rows"], target)
    replace_subject(old=subject_of(topic=source), new=subject_of(topic=target))
    address = TopicAddress(forum=source.forum, slug=source.slug, topic=target)
    source.delete()
    address.save()
    return state


def _columns_of(topic: Topic) -> dict:
    readings = topic.readings.values_list("member", "read_until")
    return {
        "topic": {name: getattr(topic, name) for name in KEPT},
        "tags": list(topic.tags.values_list("name", flat=True)),
        "key": topic.pk,
        "forum": topic.forum_id,
        "author": topic.author_id,
        "created": topic.created.isoformat(),
        "locked": topic.locked.isoformat() if topic.locked else None,
        "solution": topic.solution_id,
        "readings": [[member, until.isoformat()] for member, until in readings],
    }


def give_back(*, state: dict, target: Topic) -> Topic:
    """Make a topic again as it was before `absorb`, under its own number and address."""
    forum = Forum.objects.get(pk=state["forum"])
    TopicAddress.objects.filter(forum=forum, slug=state["topic"]["slug"], topic=target).delete()
    author = state["author"] if Member.objects.filter(pk=state["author"]).exists() else None
    columns = {name: state[name] for name in ("created", "locked")}
    topic = Topic(pk=state["key"], forum=forum, author_id=author, **state["topic"], **columns)
    topic.status = TopicStatus.OPEN
    topic.save(force_insert=True)
    topic.refresh_from_db()
    put_tags(topic=topic, names=state["tags"])
    Post.objects.filter(pk__in=state["posts"]).update(topic=topic)
    HeldMessage.objects.filter(pk__in=state.get("held", [])).update(topic=topic)
    MessageDraft.objects.filter(pk__in=state["drafts"]).update(topic=topic)
    TopicAddress.objects.filter(pk__in=state["addresses"]).update(topic=topic)
    ModerationAction.objects.filter(pk__in=state["actions"]).update(topic=topic)
    _hand_over(state["rows"], topic)
    _give_readings_back(topic, state.get("readings", []))
    return_subject(old=subject_of(topic=topic), new=subject_of(topic=target), members=state["followers"])
    solve(topic=topic, solution=state["solution"])
    count_again(topic=topic)
    return topic


def _give_readings_back(topic: Topic, readings: Iterable[tuple[int, str]]) -> None:
    """Say again what each had read, so that the topic is new to nobody who knows it."""
    until = {member: datetime.fromisoformat(moment) for member, moment in readings}
    there = Member.objects.filter(pk__in=until).values_list("pk", flat=True)
    rows = [TopicReading(member_id=member, topic=topic, read_until=until[member]) for member in there]
    TopicReading.objects.bulk_create(rows)


def solve(*, topic: Topic, solution: int | None) -> None:
    """Let a topic have that solution, if its post still stands there; none otherwise."""
    post = topic.posts.standing().filter(pk=solution).first() if solution and topic.is_question else None
    topic.solution = post
    topic.status = TopicStatus.SOLVED if post else TopicStatus.OPEN
    topic.save(update_fields=["solution", "status"])


def _rows_of_other_apps(source: Topic, target: Topic) -> list[dict]:
    """Return the rows by which other apps point at `source`: sheets made from it, the sheet that it discusses."""
    found = []
    for relation in Topic._meta.related_objects:
        model, name = relation.related_model, relation.field.name
        if model._meta.app_label == Topic._meta.app_label:
            continue
        keys = list(model._base_manager.filter(**{name: source}).values_list("pk", flat=True))
        if keys and relation.one_to_one and model._base_manager.filter(**{name: target}).exists():
            raise ValidationError(BOTH_TAKEN, code="both")
        found.append({"model": model._meta.label, "field": name, "keys": keys})
    return found


def _hand_over(rows: list[dict], topic: Topic) -> None:
    for row in rows:
        apps.get_model(row["model"])._base_manager.filter(pk__in=row["keys"]).update(**{row["field"]: topic})


def subject_of(*, topic: Topic) -> str:
    """Return the subject that people who follow the topic follow."""
    return f"topic:{topic.pk}"
