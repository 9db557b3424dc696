"""Open questions in the letters of territories."""

from collections.abc import Iterator

from alertes.occasions.letters.registry import MOST, LetterFact, LetterSection
from alertes.occasions.letters.territory_reader import TerritoryReader
from alertes.occasions.letters.weeks import Week
from forums.threads.topics.models import Topic
from reseau.places.models.commune import Territory
from reseau.texts.wording import day_in_full


class OpenQuestions(LetterSection):
    name = "questions"
    title = "Questions sans réponse"
    order = 10

    def facts(self, *, territory: Territory, reader: TerritoryReader, week: Week) -> Iterator[LetterFact]:
        """Yield those of the territory and of the network, the oldest first."""
        for topic in Topic.objects.visible_to(reader).unanswered().select_related("forum")[:MOST]:
            yield LetterFact(
                key=f"topic:{topic.pk}",
                text=topic.title,
                details=f"Posée le {day_in_full(topic.created, 'j F')}, forum «\u00a0{topic.forum}\u00a0»",
                url=topic.get_absolute_url(),
            )


SECTIONS = (OpenQuestions(),)
