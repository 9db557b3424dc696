"""Messages of the demo: an announcement, digests that were told or wait, letters of the territories, devices."""

from collections import defaultdict
from datetime import date, datetime, time, timedelta

from django.conf import settings
from django.db.models import F
from django.db.models.functions import Mod
from django.utils import timezone

from alertes.channels.mails.models.mail import Mail
from alertes.channels.mails.models.mail_item import MailItem
from alertes.channels.notices.models import Notice
from alertes.channels.push.models import PushDevice
from alertes.channels.push.services import add_device
from alertes.declarations.events import DIGEST
from alertes.enums import MailState
from alertes.occasions.letters.enums import LetterState
from alertes.occasions.letters.facts import refresh_lines
from alertes.occasions.letters.leaving import prepare_letter
from alertes.occasions.letters.models import Letter
from extranet.demo.content import read_file
from extranet.demo.network.partners import build_partners
from extranet.public.pages.models.home import HomePage
from extranet.public.pages.models.news import NewsIndexPage, NewsPage
from forums.enums import TopicKind
from forums.messages.posts.notices import notify_opened, opening_key
from forums.threads.topics.models import Topic
from reseau.enums import Role
from reseau.people.members.models.member import Member
from reseau.people.members.models.position import Position
from reseau.places.models.commune import Territory
from reseau.texts.wording import day_in_full
from ressources.sheets.models.sheet import Sheet

# The announcement of the demo, told in its time: some read it on the site, others in the digest of the next day.
READ_AFTER = timedelta(hours=5)


def tell_announcement() -> None:
    """Tell those who read its forum of the announcement; two of three read it that day, before their digest left."""
    topic = Topic.objects.filter(kind=TopicKind.ANNOUNCEMENT).earliest("pk")
    notify_opened(post=topic.posts.earliest("pk"))
    notices = Notice.objects.filter(key=opening_key(topic=topic))
    notices.update(created=topic.created)
    told = notices.annotate(turn=Mod(F("member_id"), 3))
    told.exclude(turn=2).update(read_at=topic.created + READ_AFTER)


# Devices of a member in the demo: a telephone that was told yesterday, and a computer added this morning.
# A point of the curve (its generator), and a secret: nobody opens what a demo does not send.
PUBLIC_KEY = "BGsX0fLhLEJH-Lzm5WOkQPJ3A32BLeszoPShOUXYmMKWT-NC4v4af5uO5-tKfA-eFivOM1drMV7Oy7ZAaDe_UfU"
AUTH_SECRET = "ZGVtb25zdHJhdGlvbi00Ng"  # noqa: S105 - of a demo


def build_devices(*, animator: Member) -> None:
    now = timezone.now()
    for number, browser, created, last_told in (
        (1, "Chrome sur Android", now - timedelta(days=23), now - timedelta(days=1, hours=3)),
        (2, "Firefox sur Windows", now - timedelta(hours=2), None),
    ):
        device = add_device(
            member=animator,
            endpoint=f"https://alertes.example.org/appareil/{number}",
            public_key=PUBLIC_KEY,
            auth_secret=AUTH_SECRET,
            browser=browser,
        )
        PushDevice.objects.filter(pk=device.pk).update(created=created, last_told=last_told)


# Digests of the demo: what happened before yesterday was told in its time, the rest waits for tomorrow morning.
A_DAY = timedelta(days=1)


def settle_digests() -> None:
    """Give each item the day of its notice; those of the past belong to the digest of the next morning."""
    MailItem.objects.filter(pk__in=MailItem.objects.waiting().read_on_site().values("pk")).delete()
    created = {(pk, key): at for pk, key, at in Notice.objects.values_list("member", "key", "created")}
    today, told = timezone.localdate(), defaultdict(list)
    items = list(MailItem.objects.waiting().select_related("member"))
    for item in items:
        item.created = created.get((item.member_id, item.key), item.created)
        morning = timezone.localdate(item.created) + A_DAY
        if morning <= today:
            told[item.member, morning].append(item)
    for (member, morning), events in told.items():
        digest = Mail.objects.create(**_sent(member, morning))
        for item in events:
            item.mail, item.due = digest, digest.due
    MailItem.objects.bulk_update(items, ["created", "due", "mail"], batch_size=500)


def _sent(member, morning: date) -> dict:
    at = timezone.make_aware(datetime.combine(morning, time(settings.DIGEST_HOUR)))
    return {
        "member": member,
        "key": f"digest:{morning.isoformat()}",
        "kind": DIGEST.name,
        "matter": DIGEST.matter,
        "subject": f"Votre résumé du {day_in_full(morning)}",
        "text": "",
        "url": "",
        "state": MailState.SENT,
        "attempts": 1,
        "address": member.email or "",
        **dict.fromkeys(("planned", "due", "claimed", "settled"), at),
    }


# Letters of the demo: that of this week, with a word of the animation, and the one that is prepared.
A_WEEK = timedelta(days=7)
WORDS = {
    "cahors": (
        "Bonjour à toutes et à tous,\n\nDeux d’entre vous m’ont dit chercher une imprimante pour leurs ateliers\u00a0: "
        "demandez d’abord dans l’entraide, quelqu’un en a sans doute une.\n\nÀ bientôt, à la rencontre des équipes."
    ),
    "figeac": (
        "Bonjour,\n\nLa semaine est calme, profitez-en\u00a0: il reste des places dans les formations ci-dessous, et "
        "plusieurs personnes du territoire y vont en voiture."
    ),
    "gourdon": (
        "Bonjour,\n\nMerci à celles et ceux qui ont publié une fiche ce mois-ci. Les ateliers ci-dessous cherchent "
        "encore du monde\u00a0: parlez-en autour de vous."
    ),
}


def build_letters() -> None:
    today = timezone.localdate()
    monday = today - timedelta(days=today.weekday())
    for territory in Territory.objects.all():
        _build_sent(territory, monday)
        prepare_letter(territory=territory, monday=monday + A_WEEK)


def _build_sent(territory: Territory, monday: date) -> None:
    letter = Letter.objects.create(territory=territory, week=monday)
    refresh_lines(letter)
    animation = Position.objects.live().filter(role=Role.TERRITORIAL, territory=territory).first()
    letter.introduction = WORDS.get(territory.slug, "")
    letter.changed_by = animation.member if animation else None
    letter.state, letter.settled, letter.prepared = LetterState.SENT, letter.leaves_at, letter.leaves_at - A_WEEK / 2
    letter.save()


# News, partners and featured sheets of the demo: `content/news.toml`.
FEATURED = (
    "apprivoiser-la-souris-et-le-clavier",
    "creer-sa-premiere-adresse-electronique",
    "reconnaitre-un-courriel-ou-un-sms-frauduleux",
    "acheter-en-ligne-sans-crainte-ni-mauvaise-surprise",
)


def build_news() -> None:
    content, index = read_file("news"), NewsIndexPage.objects.get()
    for item in content["news"]:
        day = timezone.localdate() - timedelta(days=item["days"])
        fields = {name: item[name] for name in ("slug", "title", "summary", "body")}
        index.add_child(instance=NewsPage(day=day, **fields))
    build_home(content["partners"])
    build_partners(content["partners"])


def build_home(partners: list[dict]) -> None:
    """Feature some sheets and name the partners."""
    home = HomePage.objects.get()
    blocks = list(home.blocks.raw_data)
    keys = dict(Sheet.objects.filter(slug__in=FEATURED).values_list("slug", "pk"))
    featured = [keys[slug] for slug in FEATURED if slug in keys]
    for block in blocks:
        if block["type"] == "sheets":
            block["value"] |= {"title": "Pour commencer", "sheets": featured}
    blocks.append({"type": "partners", "value": {"title": "Nos partenaires", "partners": partners}})
    home.blocks = blocks
    home.save()
