"""What members want to learn, for the directory of members: their voices for the needs of the network."""

from collections.abc import Iterable

from django.db.models import Count, Q, QuerySet, TextField, Value
from django.db.models.functions import Concat
from django.urls import reverse

from formation.offer.needs.models import Voice
from reseau.people.members.models.member import Member
from reseau.people.profiles.learning_wishes import LearningWish, LearningWishSource
from reseau.texts.french_order import Folded
from reseau.web.queries.compiled_query import CompiledQuery

PREFIX = "besoin-"


def wishes_of(members: tuple[int, ...]) -> QuerySet:
    voices = Voice.objects.unanswered().filter(member__in=members).order_by("created", "pk")
    return voices.values_list("member", "wish", "wish__words", "wish__training__title")


WISHES = CompiledQuery(wishes_of)


class WantedTrainings(LearningWishSource):
    def counted(self, members: QuerySet[Member]) -> QuerySet:
        voices = Voice.objects.unanswered().filter(member__in=members.order_by().values("pk")).order_by()
        rows = voices.values_list("wish", "wish__words", "wish__training__title").annotate(count=Count("pk"))
        return rows.order_by("-count", "wish")

    def wish(self, pk: int, words: str, title: str | None) -> LearningWish:
        return LearningWish(f"{PREFIX}{pk}", title or words, reverse("formation:wish", args=[pk]))

    def by_member(self, keys: Iterable[int]) -> dict[int, list[LearningWish]]:
        wishes: dict[int, list[LearningWish]] = {}
        for member, *wish in WISHES.rows(members=tuple(keys)):
            wishes.setdefault(member, []).append(self.wish(*wish))
        return wishes

    def wishing(self, key: str) -> Q:
        number = key.removeprefix(PREFIX)
        if number == key or not (number.isascii() and number.isdigit() and len(number) < 10):
            return Q(pk__in=())
        return Q(pk__in=Voice.objects.unanswered().filter(wish=int(number)).order_by().values("member"))

    def matching(self, word: str) -> Q:
        names = ("wish__words", "wish__training__title")
        columns = {
            f"said_{rank}": Concat(Value(" "), Folded(name), output_field=TextField())
            for rank, name in enumerate(names)
        }
        said = Q(said_0__contains=f" {word}") | Q(said_1__contains=f" {word}")
        return Q(pk__in=Voice.objects.unanswered().alias(**columns).filter(said).order_by().values("member"))


SOURCES = (WantedTrainings(),)
