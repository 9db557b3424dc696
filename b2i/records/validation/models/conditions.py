"""Conditions of the constraints on proposals and decisions: days that cover another, two days, facts of one skill."""

from django.db.models import F, Q

from b2i.records.validation.models.composite_foreign_key import CompositeForeignKey


def covers(days: str, day: str) -> Q:
    """Return the condition that days `<days>_from` to `<days>_until` of a row cover its `day`."""
    has_begun = Q(**{f"{days}_from__lte": F(day)})
    return has_begun & (Q(**{f"{days}_until__isnull": True}) | Q(**{f"{days}_until__gte": F(day)}))


def on_two_days() -> Q:
    """Return the condition that a row keeps the days of two facts, one before the other."""
    return Q(fact_on__isnull=False, earlier_fact_on__isnull=False, earlier_fact_on__lt=F("fact_on"))


def fact_of_the_skill(line: str, day: str) -> CompositeForeignKey:
    """Return the key that makes `line` of a proposal a fact of its record and skill, seen on `day`."""
    return CompositeForeignKey(
        fields=[line, "record", "skill", day],
        to_fields=["id", "record", "skill", "fact_on"],
        name=f"proposal_{line}_is_a_fact_of_its_skill",
        violation_error_message="Une proposition s’appuie sur des faits de cette compétence, dans ce livret.",
    )
