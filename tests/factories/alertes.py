"""Notices for tests: unread by default."""

import factory
from django.utils import timezone

from alertes.models import Notice
from tests.factories.reseau import MemberFactory


class NoticeFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Notice

    class Params:
        read = factory.Trait(read_at=factory.LazyFunction(timezone.now))

    member = factory.SubFactory(MemberFactory, animator=True)
    key = factory.Sequence(lambda n: f"post:{n}")
    text = "Une réponse vous attend"
    url = "/forums/"
