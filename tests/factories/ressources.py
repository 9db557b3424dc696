"""Sheets for tests: valid by default, written by an animator of the EPM, created by the services of the site."""

from dataclasses import asdict, replace
from datetime import UTC, datetime
from urllib.parse import urlencode

import factory
from django.core.files.base import ContentFile
from django.utils import timezone

from extranet.public.pages.site_tree import ensure_site_tree
from ressources.authoring.publication.services import submit
from ressources.authoring.upkeep.models import Obsolescence
from ressources.authoring.writing.models import KeptText
from ressources.files.models.attachment import Attachment
from ressources.files.models.picture import Picture
from ressources.library.models import LibraryPage
from ressources.review.adaptations.models import Adaptation, credits_of
from ressources.review.models import Remark, RemarkAnswer
from ressources.sheets.content import StepContent, WorkshopContent
from ressources.sheets.models.authorship import Authorship
from ressources.sheets.models.contribution import Contribution
from ressources.sheets.models.workshop import WorkshopPage
from ressources.sheets.services.drafts import create_draft, create_published
from tests.factories.reseau import EPMFactory, MemberFactory, PositionFactory


class StepContentFactory(factory.Factory):
    class Meta:
        model = StepContent

    title = factory.Sequence(lambda n: f"Étape {n}")
    minutes = 30
    animator = "Montrez une fois, lentement, puis laissez faire."
    learners = "Ils refont le geste à deux."


class SheetContentFactory(factory.Factory):
    class Meta:
        model = WorkshopContent

    title = factory.Sequence(lambda n: f"Ranger ses photos {n}")
    aim = "À la fin, chacun retrouve une photo en moins d’une minute."
    learners = "Adultes qui débutent"
    group_size = 8
    steps = factory.LazyFunction(lambda: (StepContentFactory(), StepContentFactory()))


class SheetFactory(factory.Factory):
    """A published sheet."""

    class Meta:
        model = WorkshopPage

    epm = factory.SubFactory(EPMFactory)
    author = factory.LazyAttribute(lambda sheet: PositionFactory(epm=sheet.epm).member)
    data = factory.SubFactory(SheetContentFactory)
    published_at = datetime(2026, 3, 12, 9, tzinfo=UTC)

    @classmethod
    def _create(cls, model_class, *args, **kwargs):
        if not LibraryPage.objects.exists():
            ensure_site_tree()
        return create_published(**kwargs)


class DraftFactory(SheetFactory):
    """A sheet that its author has not submitted yet."""

    published_at = None

    @classmethod
    def _create(cls, model_class, *args, **kwargs):
        if not LibraryPage.objects.exists():
            ensure_site_tree()
        return create_draft(by=kwargs["author"], epm=kwargs["epm"], data=kwargs["data"])


class SubmittedFactory(DraftFactory):
    """A sheet in review."""

    @classmethod
    def _create(cls, model_class, *args, **kwargs):
        return submit(page=super()._create(model_class, *args, **kwargs), by=kwargs["author"])


class AttachmentFactory(factory.django.DjangoModelFactory):
    """A short text attached to a published sheet, already read."""

    class Meta:
        model = Attachment

    sheet = factory.SubFactory(SheetFactory)
    kind = "txt"
    name = factory.Sequence(lambda n: f"Mémo {n}.txt")
    text = factory.SelfAttribute("words")
    file = factory.LazyAttribute(lambda attachment: ContentFile(attachment.words.encode(), attachment.name))
    size = factory.LazyAttribute(lambda attachment: attachment.file.size)
    sha256 = factory.Sequence(lambda n: f"{n:064x}")
    added_by = factory.LazyAttribute(lambda attachment: attachment.sheet.owner)
    reading = "read"

    class Params:
        words = factory.Sequence(lambda n: f"Le mémo numéro {n}")
        waiting = factory.Trait(reading="waiting", text="")
        quarantined = factory.Trait(reading="waiting", text="", scan="waiting")


class PictureFactory(factory.django.DjangoModelFactory):
    """A described picture of a published sheet; its bytes are not a real picture."""

    class Meta:
        model = Picture

    sheet = factory.SubFactory(SheetFactory)
    alternative = factory.Sequence(lambda n: f"Le dessin numéro {n}")
    file = factory.LazyAttribute(lambda picture: ContentFile(b"grande", "image.jpg"))
    small = factory.LazyAttribute(lambda picture: ContentFile(b"petite", "image.jpg"))
    width, height, small_width = 1600, 1200, 480
    size = 6
    sha256 = factory.Sequence(lambda n: 4 * f"{n:016x}")
    added_by = factory.LazyAttribute(lambda picture: picture.sheet.owner)
    rank = factory.Sequence(lambda n: n)

    class Params:
        decorative = factory.Trait(alternative="")
        quarantined = factory.Trait(scan="waiting")


class ObsolescenceFactory(factory.django.DjangoModelFactory):
    """A published sheet that is obsolete, without a replacement."""

    class Meta:
        model = Obsolescence

    sheet = factory.SubFactory(SheetFactory)
    reason = "Le site a changé de menus."


class AuthorshipFactory(factory.django.DjangoModelFactory):
    """A co-author of a published sheet, who works in its EPM."""

    class Meta:
        model = Authorship

    sheet = factory.SubFactory(SheetFactory)
    member = factory.LazyAttribute(lambda authorship: PositionFactory(epm=authorship.sheet.epm).member)


class KeptTextFactory(factory.django.DjangoModelFactory):
    """An unsaved text of an animator for a new sheet."""

    class Meta:
        model = KeptText

    member = factory.LazyFunction(lambda: PositionFactory().member)
    form = "atelier"
    title = factory.Sequence(lambda n: f"Idée {n}")
    typed = factory.LazyAttribute(lambda text: urlencode({"title": text.title, **text.fields}))
    window = factory.Sequence(lambda n: f"fenetre-{n}")
    written = factory.LazyFunction(timezone.now)

    class Params:
        fields = factory.LazyFunction(
            lambda: {"audience": "public", "steps-TOTAL_FORMS": "0", "steps-INITIAL_FORMS": "0"}
        )


class ContributionFactory(factory.django.DjangoModelFactory):
    """A contribution to the published text of a sheet."""

    class Meta:
        model = Contribution

    sheet = factory.SubFactory(SheetFactory)
    member = factory.LazyAttribute(lambda contribution: PositionFactory(epm=contribution.sheet.epm).member)
    source = "topic"
    added = factory.LazyAttribute(lambda contribution: contribution.sheet.last_published_at)


class AdaptationFactory(factory.django.DjangoModelFactory):
    """A published sheet adapted from another one, based on its text; `data` is its own content."""

    class Meta:
        model = Adaptation
        exclude = ("epm", "author", "data")

    origin = factory.SubFactory(SheetFactory)
    epm = factory.SubFactory(EPMFactory)
    author = factory.LazyAttribute(lambda adaptation: PositionFactory(epm=adaptation.epm).member)
    data = factory.LazyAttribute(
        lambda adaptation: replace(adaptation.origin.latest_content, title=f"{adaptation.origin.title} (adaptation)")
    )
    sheet = factory.LazyAttribute(
        lambda adaptation: SheetFactory(epm=adaptation.epm, author=adaptation.author, data=adaptation.data)
    )
    credits = factory.LazyAttribute(lambda adaptation: credits_of(adaptation.origin))
    base = factory.LazyAttribute(lambda adaptation: asdict(adaptation.origin.latest_content))


class RemarkFactory(factory.django.DjangoModelFactory):
    """A remark of a reviewer on the aim of a sheet in review, not done."""

    class Meta:
        model = Remark

    class Params:
        done = factory.Trait(
            done_at=factory.LazyFunction(timezone.now), done_by=factory.LazyAttribute(lambda remark: remark.sheet.owner)
        )

    sheet = factory.SubFactory(SubmittedFactory)
    part = "aim"
    label = "Objectif"
    text = factory.Sequence(lambda n: f"Plus court, s’il vous plaît ({n})")
    author = factory.SubFactory(MemberFactory, coordinator=True)
    revision = factory.LazyAttribute(lambda remark: remark.sheet.latest_revision)


class RemarkAnswerFactory(factory.django.DjangoModelFactory):
    """An answer of the author of the sheet."""

    class Meta:
        model = RemarkAnswer

    remark = factory.SubFactory(RemarkFactory)
    author = factory.LazyAttribute(lambda answer: answer.remark.sheet.owner)
    text = factory.Sequence(lambda n: f"C’est corrigé ({n})")
