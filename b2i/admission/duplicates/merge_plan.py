"""Plan of a merge: rows that would move to the kept record, rows that would stay.

Every row of the site that points to the absorbed learner or to one of their records moves, including rows of other
apps. A row stays behind when a unique constraint forbids it beside a row of the kept record.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from django.apps import apps
from django.db.models import Count, Exists, ForeignKey, IntegerField, Model, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.constraints import UniqueConstraint
from django.db.models.functions import Coalesce

from b2i.admission.duplicates.models import Distinction, Merge
from b2i.people.accesses.models import Access
from b2i.people.learners.models.following import Following
from b2i.people.learners.models.learner import Learner
from b2i.records.models import Evidence, Record
from b2i.records.validation.models.validation import Proposal, Validation
from reseau.texts.wording import counted

# Rows about both learners, or that the merge handles on its own.
NOT_MOVED = (Distinction, Learner, Merge, Record)
# Relations of `Learner` whose rows concern the dormant learner alone (`b2i.privacy.retention`, which stands above).
NOT_MOVED_RELATIONS = ("dormancy_notice", "elimination_lines")


@dataclass(frozen=True, slots=True)
class Move:
    """Rows of `model` whose `field` points to `old_key` and would point to `new_key` (primary keys)."""

    model: type[Model]
    field: str
    old_key: int
    new_key: int

    def rows(self) -> QuerySet:
        """Return the rows, through the base manager: append-only models refuse updates."""
        return self.model._base_manager.filter(**{self.field: self.old_key})

    def remaining_rows(self) -> QuerySet:
        """Return the rows that stay behind because the kept record has an equivalent."""
        if self.model in (Evidence, Proposal, Validation):
            return self._rows_of_second_validations()
        return self._rows_with_equivalent()

    def _rows_of_second_validations(self) -> QuerySet:
        """Return the rows of skills that are validated in both records: the second decision stays with its proposals.

        So do the lines that these name: the database holds the three together (ADR 44).
        """
        validations = Move(Validation, self.field, self.old_key, self.new_key)._rows_with_equivalent()
        if self.model is not Evidence:
            return self.rows().filter(skill__in=validations.values("skill"))
        proposals = Proposal._base_manager.filter(record=self.old_key, skill__in=validations.values("skill"))
        is_named = Q(pk__in=proposals.values("evidence")) | Q(pk__in=proposals.values("earlier_evidence"))
        return self.rows().filter(is_named)

    def _rows_with_equivalent(self) -> QuerySet:
        """Return the rows beside which a unique constraint forbids another one in the kept record."""
        has_equivalent = Q(pk__in=[])
        for names, condition in _unique_sets(self.model, self.field):
            kept_rows = self.model._base_manager.filter(condition, **{self.field: self.new_key})
            equivalents = kept_rows.filter(**{name: OuterRef(name) for name in names if name != self.field})
            has_equivalent |= condition & Exists(equivalents)
        if self.model is Following:
            has_equivalent |= Q(until__isnull=True, epm__in=Learner.everyone.filter(pk=self.new_key).values("epm"))
        return self.rows().filter(has_equivalent)


def _unique_sets(model: type[Model], field: str) -> Iterator[tuple[tuple[str, ...], Q]]:
    """Yield each set of fields that includes `field` and must be unique, with the condition that limits it."""
    options = model._meta
    if options.get_field(field).unique:
        yield (field,), Q()
    for names in options.unique_together:
        if field in names:
            yield tuple(names), Q()
    for constraint in options.constraints:
        if isinstance(constraint, UniqueConstraint) and field in constraint.fields:
            yield tuple(constraint.fields), constraint.condition or Q()


def merge_obstacle(*, kept: Learner, absorbed: Learner) -> str:
    """Return why the merge must wait, or an empty string. One query.

    It waits while a skill awaits a decision in one record and is validated, or awaits a decision, in the other.
    """
    learners = (kept.pk, absorbed.pk)
    awaiting_proposals = Proposal.objects.awaiting().filter(record__learner__in=learners)
    same_skill = {"skill": OuterRef("skill"), "record__learner__in": learners}
    awaiting_in_other_record = Proposal.objects.awaiting().filter(**same_skill).exclude(record=OuterRef("record"))
    validated_in_other_record = Validation.objects.granted().filter(**same_skill).exclude(record=OuterRef("record"))
    codes = (
        awaiting_proposals.filter(Exists(awaiting_in_other_record) | Exists(validated_in_other_record))
        .order_by("skill__code")
        .values_list("skill__code", flat=True)
    )
    skills = ", ".join(dict.fromkeys(codes))
    return (
        f"Une décision est attendue pour {skills}\u00a0: réunissez les livrets quand elle sera prise." if skills else ""
    )


def planned_moves(*, kept: Learner, absorbed: Learner) -> list[Move]:
    """Return every move of the merge. Two queries.

    Records of one framework are combined; a record of another framework moves as a whole.
    """
    kept_record_ids = {record.framework_id: record.pk for record in kept.records.all()}
    moves = [Move(model, field, absorbed.pk, kept.pk) for model, field in pointers(Learner)]
    for record in absorbed.records.all():
        if record.framework_id in kept_record_ids:
            kept_key = kept_record_ids[record.framework_id]
            moves += [Move(model, field, record.pk, kept_key) for model, field in pointers(Record)]
    return [*moves, Move(Record, "learner", absorbed.pk, kept.pk)]


def pointers(target: type[Model]) -> list[tuple[type[Model], str]]:
    """Return the foreign keys of the whole site that point to `target`, hidden ones included.

    Each is a pair (model, field name).
    """
    relations = target._meta.get_fields(include_hidden=True)
    fields = [relation.field for relation in relations if relation.auto_created and not relation.concrete]
    unmoved_models = not_moved()
    return sorted(
        ((field.model, field.name) for field in fields if _is_foreign_key(field) and field.model not in unmoved_models),
        key=lambda pointer: (str(pointer[0]), pointer[1]),
    )


def not_moved() -> set[type[Model]]:
    """Return the models whose rows the merge leaves where they are."""
    return {*NOT_MOVED, *(Learner._meta.get_field(name).related_model for name in NOT_MOVED_RELATIONS)}


def _is_foreign_key(field) -> bool:
    """Whether the field is a foreign key of a real table, not of a proxy."""
    return isinstance(field, ForeignKey) and not field.model._meta.proxy


@dataclass(frozen=True, slots=True)
class MoveCount:
    """Number of rows of one model that move, and number that stay behind."""

    model: type[Model]
    moving: int
    left: int

    @property
    def moving_words(self) -> str:
        return self._words(self.moving)

    @property
    def left_words(self) -> str:
        return self._words(self.left)

    def _words(self, number: int) -> str:
        """Return « 12 preuves »."""
        options = self.model._meta
        return counted(number, str(options.verbose_name), str(options.verbose_name_plural))


def count_moves(moves: list[Move]) -> list[MoveCount]:
    """Count moving and remaining rows by model, except automatic tables and the journal of accesses. One query."""
    counted_moves = [move for move in moves if not move.model._meta.auto_created and move.model is not Access]
    if not counted_moves:
        return []
    numbers = {f"all_{rank}": _row_count(move, move.rows()) for rank, move in enumerate(counted_moves)}
    numbers |= {f"left_{rank}": _row_count(move, move.remaining_rows()) for rank, move in enumerate(counted_moves)}
    row = Learner.everyone.filter(pk__in=[counted_moves[-1].old_key]).annotate(**numbers).values(*numbers).get()
    totals: dict[type[Model], list[int]] = {}
    for rank, move in enumerate(counted_moves):
        total = totals.setdefault(move.model, [0, 0])
        total[0] += row[f"all_{rank}"] - row[f"left_{rank}"]
        # A record whose rows have moved is an empty shell: nobody needs to know that it stays.
        total[1] += 0 if move.model is Record else row[f"left_{rank}"]
    return [MoveCount(model, *numbers) for model, numbers in totals.items() if any(numbers)]


def _row_count(move: Move, rows: QuerySet) -> Coalesce:
    counts = rows.order_by().values(move.field).annotate(number=Count("pk")).values("number")
    return Coalesce(Subquery(counts, output_field=IntegerField()), Value(0))


def keeps_rows(journal: dict) -> bool:
    """Whether rows stayed behind, apart from an emptied record, a duplicate following or access, or a link table."""
    excluded_labels = {model._meta.label_lower for model in (Record, Following, Access)}
    labels = [move["model"] for move in journal["moves"] if move["left"] and move["model"] not in excluded_labels]
    return any(not apps.get_model(label)._meta.auto_created for label in labels)
