"""Messages of new members that wait to be read, for tests; held by the service, which tells those who watch."""

import factory

from forums.messages.first_links.models import HeldMessage
from forums.messages.first_links.services import hold
from tests.factories.reseau import MemberFactory


class HeldMessageFactory(factory.django.DjangoModelFactory):
    """An answer in `topic`, unless `forum` and `title`, or `post`, are given."""

    class Meta:
        model = HeldMessage

    author = factory.SubFactory(MemberFactory, animator=True)
    body = factory.Sequence(lambda n: f"Voyez https://ailleurs.example/{n}")

    @classmethod
    def _create(cls, model_class, *args, **kwargs):
        files = kwargs.pop("files", ())
        return hold(held=HeldMessage(**kwargs), files=files)
