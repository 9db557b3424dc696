"""Forums, topics and posts for tests. Topics and posts are created by the services, for correct counts and states."""

import factory

from forums.enums import ForumKind
from forums.messages.posts.models import Post
from forums.messages.posts.services import answer, open_topic
from forums.threads.forums.models import Forum
from forums.threads.topics.models import Topic
from tests.factories.reseau import MemberFactory


class ForumFactory(factory.django.DjangoModelFactory):
    """A forum of the whole network, unless `territory`, `epm` or `kind` is given."""

    class Meta:
        model = Forum

    kind = factory.LazyAttribute(
        lambda forum: ForumKind.TERRITORY if forum.territory else ForumKind.EPM if forum.epm else ForumKind.NETWORK
    )
    territory = None
    epm = None
    title = factory.Sequence(lambda n: f"Forum {n}")
    slug = factory.Sequence(lambda n: f"forum-{n}")
    description = "Questions et coups de main."


class TopicFactory(factory.django.DjangoModelFactory):
    """A topic with its question; `at` dates it."""

    class Meta:
        model = Topic

    forum = factory.SubFactory(ForumFactory)
    author = factory.SubFactory(MemberFactory, animator=True)
    title = factory.Sequence(lambda n: f"Imprimante en panne {n}")
    body = factory.Sequence(lambda n: f"Qui a déjà démonté le modèle {n}\u00a0?")

    @classmethod
    def _create(cls, model_class, *args, **kwargs):
        return open_topic(**kwargs)


class PostFactory(factory.django.DjangoModelFactory):
    """An answer by another member than the topic's author; notifies nobody unless `notify=True`."""

    class Meta:
        model = Post

    topic = factory.SubFactory(TopicFactory)
    author = factory.SubFactory(MemberFactory, animator=True)
    body = factory.Sequence(lambda n: f"Essayez la vis numéro {n}.")
    notify = False

    @classmethod
    def _create(cls, model_class, *args, **kwargs):
        return answer(**kwargs)
