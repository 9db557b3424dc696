"""Reports of messages, for tests; made by the service, which tells those who watch."""

import factory

from forums.moderation.enums import ReportReason
from forums.moderation.models import PostReport
from forums.moderation.services.reports import report
from tests.factories.forums import PostFactory
from tests.factories.reseau import MemberFactory


class PostReportFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = PostReport

    post = factory.SubFactory(PostFactory)
    by = factory.SubFactory(MemberFactory, animator=True)
    reason = ReportReason.HURTFUL
    words = ""

    @classmethod
    def _create(cls, model_class, *args, **kwargs):
        return report(**kwargs)
