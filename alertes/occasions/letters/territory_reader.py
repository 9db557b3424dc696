"""The least that any member of a territory may read: a letter goes to all of them."""

from dataclasses import dataclass

from reseau.places import audience


@dataclass(frozen=True, slots=True)
class TerritoryReader:
    """Stands for a member who has no EPM and no task: the lists of the site (`visible_to`) take it as a user."""

    territory_id: int
    pk: int = 0
    is_authenticated: bool = True
    is_in_network: bool = True
    is_coordinator: bool = False
    is_territorial: bool = False
    epm_ids: frozenset[int] = frozenset()
    watched_territory_ids: frozenset[int] = frozenset()

    @property
    def territory_ids(self) -> frozenset[int]:
        return frozenset({self.territory_id})

    @property
    def audience_tokens(self) -> frozenset[str]:
        return frozenset({audience.PUBLIC, audience.MEMBER, audience.territory_token(self.territory_id)})
