"""Searchable content of quality: charters in force, for everybody; the equipment that members may borrow."""

from django.db import models

from qualite.labelling.charter.models import Axis, Charter, Criterion
from qualite.lending.equipment.models import Equipment
from reseau.places import audience
from reseau.places.models.commune import Commune, Territory
from reseau.places.models.epm import EPM
from reseau.texts.elision import to_place
from reseau.texts.wording import counted
from search.sources.documents import Document
from search.sources.registry import SearchSource


class CharterSource(SearchSource):
    """Public. Files, visits and decisions are not in the index."""

    kind = "charter"
    label = "Charte qualité"
    label_plural = "Chartes qualité"
    icon = "shield-check"
    model = Charter
    title_field = "name"

    def queryset(self) -> models.QuerySet[Charter]:
        return Charter.objects.in_force().with_criteria()

    def visible_to(self, user) -> models.QuerySet[Charter]:
        return Charter.objects.in_force()

    def related(self) -> dict[type[models.Model], str]:
        return {Axis: "axes", Criterion: "axes__criteria"}

    def document(self, instance: Charter) -> Document:
        criteria = instance.criteria
        return Document(
            kind=self.kind,
            key=self.key_of(instance),
            title=instance.name,
            url=instance.get_absolute_url(),
            audience=frozenset({audience.PUBLIC}),
            summary=instance.lead,
            body="\n".join(
                [
                    *(axis.title for axis in instance.axes.all()),
                    *(words for criterion in criteria for words in (criterion.title, criterion.wording)),
                ]
            ),
            keywords=("Label", self.label),
            facts=(counted(len(criteria), "critère"), f"Version {instance.version}"),
        )


class EquipmentSource(SearchSource):
    """For members alone. Who has it today is on its page, not in the index."""

    kind = "equipment"
    label = "Matériel"
    label_plural = "Matériel"
    icon = "package"
    model = Equipment
    title_field = "name"

    def queryset(self) -> models.QuerySet[Equipment]:
        return Equipment.objects.in_use().filter(epm__is_open=True).with_place()

    def visible_to(self, user) -> models.QuerySet[Equipment]:
        return Equipment.objects.visible_to(user).in_use()

    def related(self) -> dict[type[models.Model], str]:
        return {EPM: "epm", Commune: "epm__commune", Territory: "epm__commune__territory"}

    def document(self, instance: Equipment) -> Document:
        kind_and_place = f"{instance.get_kind_display()}, {to_place(instance.epm)}"
        return Document(
            kind=self.kind,
            key=self.key_of(instance),
            title=instance.name,
            url=instance.get_absolute_url(),
            audience=frozenset({audience.MEMBER}),
            summary=kind_and_place,
            body="\n".join(filter(None, (instance.content, instance.advice))),
            keywords=(self.label, "Prêt", "Emprunter", instance.reference),
            facts=(kind_and_place, instance.get_condition_display()),
            facets={"territory": (instance.epm.commune.territory.name,), "epm": (instance.epm.name,)},
        )


SOURCES = (CharterSource(), EquipmentSource())
