"""Letters of the demo: that of this week, with a word of the animation, and the one that is prepared."""

from datetime import date, timedelta

from django.utils import timezone

from alertes.occasions.letters.enums import LetterState
from alertes.occasions.letters.facts import refresh_lines
from alertes.occasions.letters.leaving import prepare_letter
from alertes.occasions.letters.models import Letter
from reseau.enums import Role
from reseau.people.members.models.position import Position
from reseau.places.models.commune import Territory

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
