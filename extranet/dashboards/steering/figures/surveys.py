"""Figure of surveys: answers that count. A survey with few of them counts none."""

from django.db.models import Count, OuterRef, QuerySet, Subquery

from b2i.people.anonymity import SMALLEST_GROUP
from enquetes.design.campaigns.models import Campaign
from enquetes.fieldwork.collection.models import UNCOUNTED, CollectedResponse
from extranet.dashboards.steering.figure import Figure, ListRow, Section
from extranet.dashboards.steering.query_counts import counted_words
from extranet.dashboards.steering.scope import Scope


class SurveyAnswers(Figure):
    """Counted responses, survey by survey; in a territory, those that were given in one of its places."""

    slug, section = "reponses-aux-enquetes", Section.PLACES
    words = ("réponse aux enquêtes", "réponses aux enquêtes")
    definition = (
        "Questionnaires reçus et comptés, des enquêtes qui en ont cinq au moins. Par territoire\u00a0: donnés dans ses "
        "lieux."
    )
    is_dated = True
    sum_of = "answers"
    has_trend = False

    def rows(self, scope: Scope) -> QuerySet:
        counted = CollectedResponse.objects.exclude(UNCOUNTED).filter(
            scope.days("response__day"), scope.within("place__commune__territory"), campaign=OuterRef("pk")
        )
        answers = counted.order_by().values("campaign").annotate(number=Count("pk")).values("number")
        return Campaign.objects.annotate(answers=Subquery(answers)).filter(answers__gte=SMALLEST_GROUP)

    def listed(self, rows: QuerySet) -> QuerySet:
        return rows.order_by("-opens_on", "-pk")

    def row(self, counted: Campaign) -> ListRow:
        facts = [counted_words(counted.answers, "réponse", "réponses")]
        return ListRow(counted.title, counted.get_absolute_url(), facts, counted.answers)


SURVEY_FIGURES = (SurveyAnswers(),)
