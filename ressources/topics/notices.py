"""Notice to the members whose messages a sheet quotes."""

from collections.abc import Iterable

from alertes.notices.services import notify
from forums.events import POST_USEFUL


def notify_quoted(sheet, *, topic, members: Iterable[int], by) -> None:
    """Notify the authors of the quoted messages who may still read the topic. `members`: their keys."""
    notify(
        members=topic.forum.readers().filter(pk__in=members),
        key=f"sheet:{sheet.pk}:topic:{topic.pk}",
        text=f"{by} prépare une fiche d’atelier à partir du sujet « {topic.title} » : votre nom y sera cité.",
        url=topic.get_absolute_url(),
        exclude=by,
        kind=POST_USEFUL,
    )
