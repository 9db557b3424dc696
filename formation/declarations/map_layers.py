"""Layer of the map about training: how many of the people who animate places have followed one."""

from collections.abc import Sequence

from django.db.models import Exists, OuterRef

from formation.proof.attendance.models.attendance import Attendance
from reseau.directory.place_map.areas import Area, counts_by_area
from reseau.directory.place_map.layers import SHARE_LEVELS, AreaValue, MapLayer, share_value
from reseau.enums import Role
from reseau.people.members.models.position import Position


class TrainedAnimators(MapLayer):
    slug = "formation"
    title = "Animateurs formés"
    column = "Personnes formées"
    definition = "En poste dans un lieu ouvert, présentes à une formation au moins. Un poste compte pour un."
    levels = SHARE_LEVELS

    def values(self, areas: Sequence[Area]) -> list[AreaValue]:
        positions = Position.objects.live().filter(role=Role.ANIMATOR, epm__is_open=True, member__is_active=True)
        presences = Attendance.objects.present().filter(enrolment__member=OuterRef("member"))
        posts = counts_by_area(positions, "epm__commune")
        trained = counts_by_area(positions.filter(Exists(presences.order_by())), "epm__commune")
        return [share_value(trained.get(area.name, 0), posts.get(area.name, 0), "en poste") for area in areas]


LAYERS = (TrainedAnimators(),)
