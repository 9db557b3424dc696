"""Deliveries of the demo since 1 January two years ago: many for some sheets, a few for most, none for others."""

import random
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta

from django.utils import timezone

from alertes.channels.mails.models.mail import Mail
from alertes.channels.notices.models import Notice
from alertes.enums import MailState
from b2i.frameworks.models.framework import Skill
from extranet.demo.content import read_file, read_folder
from extranet.demo.library.sheets import sheet_content
from reseau.enums import Weekday
from reseau.people.members.models.member import Member
from ressources.sheets.models.workshop import WorkshopPage
from ressources.sheets.services.drafts import create_published
from ressources.workshops.deliveries.models.delivery import Delivery
from ressources.workshops.deliveries.services import note_delivery
from ressources.workshops.enums import Again

# A sheet may be tried before its publication, and is run more and more often.
TRIED_BEFORE, GROWTH = timedelta(days=120), 0.75
# Notices of these days are still unread; older ones are all read.
RECENT = timedelta(days=10)
SELDOM = (0, 0, 1, 1, 2, 3)
ANSWERS = (*[Again.YES] * 5, *[Again.OTHERWISE] * 2, Again.NO, "")
NOTED_SHARE = 0.45
A_WEEK = timedelta(days=7)
# Time at which a workshop is recorded, after its end.
EVENING = time(18)


def build_deliveries(*, animators: Sequence[Member], draw: random.Random) -> None:
    """Build deliveries by `animators`; the first one has run several kinds of sheets."""
    notes = read_file("field_notes")
    slugs = {content["title"]: content["slug"] for content in read_folder("sheets")}
    for sheet in WorkshopPage.objects.live().order_by("pk"):
        sheet_notes = notes["sheets"].get(slugs.get(sheet.title), {})
        times = sheet_notes.get("times") or draw.choice(SELDOM)
        went_well, to_mend = (sentences(name, sheet_notes, notes, draw) for name in ("went_well", "to_mend"))
        for rank in range(times):
            member = animators[0] if rank % 7 == 3 else animators[draw.randrange(len(animators))]
            delivery = random_delivery(sheet, member, overrun=sheet_notes.get("overrun", 0), draw=draw)
            if draw.random() < NOTED_SHARE:
                delivery.went_well = went_well.pop() if went_well else ""
            if delivery.again != Again.YES and draw.random() < NOTED_SHARE:
                delivery.to_mend = to_mend.pop() if to_mend else ""
            if not Delivery.objects.same_as(delivery).exists():
                note_delivery(delivery=delivery)
    settle_notices()


def sentences(name: str, sheet_notes: dict, notes: dict, draw: random.Random) -> list[str]:
    """Return field notes that differ for each delivery of a sheet; notes written for the sheet come first."""
    return [text for texts in (notes[name], sheet_notes.get(name, ())) for text in draw.sample(texts, len(texts))]


def random_delivery(sheet: WorkshopPage, member: Member, *, overrun: int, draw: random.Random) -> Delivery:
    day = random_day(sheet, draw)
    return Delivery(
        sheet=sheet,
        member=member,
        epm=member.main_position.epm,
        date=day,
        created=min(timezone.make_aware(datetime.combine(day, EVENING)), timezone.now()),
        headcount=draw.randint(max(1, sheet.group_size - 4), sheet.group_size + 1),
        minutes=max(15, sheet.duration + overrun + draw.choice([-10, -5, 0, 0, 5, 10, 15])),
        again=draw.choice(ANSWERS),
    )


def random_day(sheet: WorkshopPage, draw: random.Random) -> date:
    """Return a working day since the publication; a recent sheet was run before its publication."""
    today = timezone.localdate()
    first_day = date(today.year - 2, 1, 1)
    since = max(timezone.localdate(sheet.first_published_at) - TRIED_BEFORE, first_day)
    day = since + timedelta(days=round((today - since).days * draw.random() ** GROWTH))
    return max(day - timedelta(days=max(0, day.weekday() - Weekday.FRIDAY)), first_day)


def settle_notices() -> None:
    """Mark notices of deliveries as read, except the latest ones."""
    recent = timezone.localdate() - RECENT
    for delivery in Delivery.objects.filter(date__lt=recent):
        notified_at = timezone.now() - (timezone.localdate() - delivery.date)
        key = f"sheet:{delivery.sheet_id}:delivered:{delivery.date.isoformat()}"
        Notice.objects.filter(key=key).update(created=notified_at, read_at=notified_at)
        Mail.objects.filter(key=key).update(
            state=MailState.SENT, planned=notified_at, due=notified_at, settled=notified_at
        )


def build_heritage_workshop(*, animator: Member) -> None:
    """Publish the sheet that leads to heritage records, and note that `animator` ran it a fortnight later."""
    epm = animator.main_position.epm
    skills = {skill.code: skill for skill in Skill.objects.filter(domain__framework__is_record_base=True)}
    data = sheet_content(read_file("heritage_sheet"), skills=skills)
    sheet = create_published(author=animator, epm=epm, data=data, published_at=timezone.now() - 3 * A_WEEK)
    delivery = Delivery(
        sheet=sheet,
        member=animator,
        epm=epm,
        date=timezone.localdate() - A_WEEK,
        headcount=6,
        minutes=sheet.duration,
        again=Again.YES,
        went_well="La promenade avant l’écran\u00a0: tout le monde avait quelque chose à raconter.",
    )
    note_delivery(delivery=delivery)
