"""Searchable content of quality: the equipment that members may borrow."""

from django.db import models

from qualite.equipment.models import Equipment
from reseau import audience
from reseau.elision import to_place
from reseau.places.models.commune import Commune, Territory
from reseau.places.models.epm import EPM
from search.sources.documents import Document
from search.sources.registry import SearchSource, register


@register
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
