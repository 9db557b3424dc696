"""Notices for tests, unread by default; due mails; saved searches without results; letters to come."""

from datetime import timedelta

import factory
from django.utils import timezone

from alertes.channels.mails.models.enclosure import Enclosure
from alertes.channels.mails.models.mail import Mail
from alertes.channels.mails.models.mail_item import MailItem
from alertes.channels.notices.models import Notice
from alertes.enums import Matter
from alertes.occasions.letters.enums import LetterState
from alertes.occasions.letters.models import Letter, LetterLine
from alertes.occasions.saved_searches.models import SavedSearch, signature_of
from tests.factories.reseau import MemberFactory, TerritoryFactory


class NoticeFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Notice

    class Params:
        read = factory.Trait(read_at=factory.LazyFunction(timezone.now))

    member = factory.SubFactory(MemberFactory, animator=True)
    key = factory.Sequence(lambda n: f"post:{n}")
    text = "Une réponse vous attend"
    url = "/forums/"


class SavedSearchFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = SavedSearch

    member = factory.SubFactory(MemberFactory, animator=True)
    text = factory.Sequence(lambda n: f"tablette {n}")
    filters = factory.LazyFunction(dict)
    signature = factory.LazyAttribute(lambda saved_search: signature_of(saved_search.text, saved_search.filters))
    known = factory.LazyFunction(list)


class MailFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Mail

    class Params:
        to_outsider = factory.Trait(member=None, outsider=factory.Sequence(lambda n: f"mairie{n}@example.org"))
        late = factory.Trait(due=factory.LazyFunction(lambda: timezone.now() + timedelta(hours=1)))

    member = factory.SubFactory(MemberFactory, animator=True)
    key = factory.Sequence(lambda n: f"session:{n}")
    matter = Matter.TRAINING
    subject = "Session annulée"
    text = "Session annulée : premiers pas."
    url = "/formation/sessions/1/"


class MailItemFactory(factory.django.DjangoModelFactory):
    """It waits for a digest, due now."""

    class Meta:
        model = MailItem

    member = factory.SubFactory(MemberFactory, animator=True)
    key = factory.Sequence(lambda n: f"post:{n}")
    kind = "forums.topic_answered"
    matter = Matter.FORUMS
    text = factory.Sequence(lambda n: f"Camille a répondu dans « Sujet {n} »")
    url = factory.Sequence(lambda n: f"/forums/reseau/sujet-{n}/#message-{n}")
    due = factory.LazyFunction(timezone.now)


class EnclosureFactory(factory.django.DjangoModelFactory):
    """A file; `invitation` for a calendar event."""

    class Meta:
        model = Enclosure

    class Params:
        invitation = factory.Trait(
            name="invitation.ics",
            content_type="text/calendar",
            content=b"BEGIN:VCALENDAR\r\nMETHOD:REQUEST\r\nSUMMARY:\xc3\xa9t\xc3\xa9\r\nEND:VCALENDAR\r\n",
            method="REQUEST",
        )

    mail = factory.SubFactory(MailFactory)
    name = factory.Sequence(lambda n: f"convocation-{n}.pdf")
    content_type = "application/pdf"
    content = b"%PDF-1.7 \x00\xff"


class LetterFactory(factory.django.DjangoModelFactory):
    """The letter of the next Monday, with a line."""

    class Meta:
        model = Letter
        skip_postgeneration_save = True

    class Params:
        sent = factory.Trait(state=LetterState.SENT, settled=factory.LazyFunction(timezone.now))

    territory = factory.SubFactory(TerritoryFactory)
    week = factory.LazyFunction(lambda: (day := timezone.localdate()) + timedelta(days=7 - day.weekday()))

    @factory.post_generation
    def lines(self, create, extracted, **kwargs):
        for text in extracted if extracted is not None else ["Une imprimante qui bourre"]:
            LetterLineFactory(letter=self, text=text, rank=self.lines.count())


class LetterLineFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = LetterLine

    letter = factory.SubFactory(LetterFactory, lines=[])
    section = "questions"
    key = factory.Sequence(lambda n: f"topic:{n}")
    text = "Une imprimante qui bourre"
    details = "Posée le 1er septembre"
    url = factory.Sequence(lambda n: f"/forums/reseau/sujet-{n}/")
