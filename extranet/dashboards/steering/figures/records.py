"""Figures of records. Their lists name nobody: whoever reads them does not know the learners."""

from collections.abc import Set
from dataclasses import replace

from django.db.models import Count, QuerySet
from django.utils import timezone

from b2i.frameworks.models.framework import Skill
from b2i.people.learners.learner_counts import FOLLOWED_LEARNERS
from b2i.people.learners.models.learner import Learner
from b2i.records.validation.models.validation import Proposal, Validation
from extranet.dashboards.steering.figure import Figure, ListRow, Section
from extranet.dashboards.steering.scope import Scope
from reseau.texts.elision import of_place
from reseau.texts.wording import day_in_full


def words_of(skill: Skill) -> str:
    """Return the skill in plain words."""
    return skill.plain_wording or skill.wording


class RecordFigure(Figure):
    section = Section.RECORDS
    is_masked = True
    counts_people = True


class LearnerFigure(RecordFigure):
    def learners(self, scope: Scope) -> QuerySet:
        """Return the learners whose record an EPM of the scope keeps."""
        return Learner.objects.filter(scope.within("epm__commune__territory"))

    def hidden_territories(self, scope: Scope) -> Set[int]:
        """Compare all territories, whatever the scope, so that another choice reveals no more. One query."""
        if scope.territories is None:
            return frozenset()
        rows = self.rows(replace(scope, territories=None)).order_by().values_list("epm__commune__territory")
        return self.hidden_among(dict(rows.annotate(number=Count("pk"))))

    def listed(self, rows: QuerySet) -> QuerySet:
        rows = rows.select_related("epm__commune__territory").order_by("-created", "-pk")
        return rows.only("created", "epm__commune__territory__name")

    def row(self, counted: Learner) -> ListRow:
        day = timezone.localdate(counted.created)
        territory = f"Territoire {of_place(counted.epm.commune.territory.name)}"
        return ListRow(f"Livret ouvert en {day_in_full(day, 'F Y')}", "", [territory])


class FollowedLearners(LearnerFigure):
    slug = "personnes-suivies"
    words, definition = (FOLLOWED_LEARNERS.singular, FOLLOWED_LEARNERS.plural), FOLLOWED_LEARNERS.meaning

    def rows(self, scope: Scope) -> QuerySet:
        return self.learners(scope)


class NewRecords(LearnerFigure):
    slug, words = "livrets-ouverts", ("livret ouvert", "livrets ouverts")
    definition = "Ouverts dans la période, et encore tenus."
    is_dated = True
    moment = "created"

    def rows(self, scope: Scope) -> QuerySet:
        return self.learners(scope).filter(scope.moments("created"))


class GrantedValidations(RecordFigure):
    slug, words = "competences-validees", ("compétence validée", "compétences validées")
    definition = "Une personne habilitée a dit oui, dans l’EPM qui tient le livret."
    is_dated = True
    moment = "decided_on"
    is_masked = False

    def rows(self, scope: Scope) -> QuerySet:
        validations = Validation.objects.granted().filter(scope.days("decided_on"))
        return validations.filter(
            scope.within("record__learner__epm__commune__territory"), record__learner__in=Learner.objects.all()
        )

    def listed(self, rows: QuerySet) -> QuerySet:
        rows = rows.select_related("skill__domain").order_by("-decided_on", "-pk")
        return rows.only("decided_on", "skill__wording", "skill__plain_wording", "skill__domain__name")

    def row(self, counted: Validation) -> ListRow:
        facts = [counted.skill.domain.name, f"Validée en {day_in_full(counted.decided_on, 'F Y')}"]
        return ListRow(words_of(counted.skill), "", facts)


class AwaitingProposals(RecordFigure):
    icon = "check"
    slug, words = "competences-a-valider", ("compétence à valider", "compétences à valider")
    definition = "Proposées à un centre, sans réponse."
    is_late = True
    is_masked = False

    def rows(self, scope: Scope) -> QuerySet:
        proposals = Proposal.objects.awaiting().filter(record__learner__in=Learner.objects.not_put_aside())
        return proposals.filter(scope.within("centre__commune__territory"))

    def listed(self, rows: QuerySet) -> QuerySet:
        rows = rows.select_related("skill", "centre").order_by("created", "pk")
        return rows.only("created", "skill__wording", "skill__plain_wording", "centre__name")

    def row(self, counted: Proposal) -> ListRow:
        facts = [counted.centre.name, f"Proposée le {day_in_full(timezone.localdate(counted.created), 'j F Y')}"]
        return ListRow(words_of(counted.skill), "", facts)


RECORD_FIGURES = (FollowedLearners(), NewRecords(), GrantedValidations(), AwaitingProposals())
