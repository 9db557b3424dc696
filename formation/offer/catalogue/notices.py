"""Notice that the antivirus deleted a file of a training."""

from django.urls import reverse

from alertes.channels.facts.registry import LASTING
from alertes.channels.notices.services import notify
from formation.declarations.events import TRAINING_NEWS
from formation.offer.catalogue.models.kit_file import KitFile
from reseau.people.members.models.member import Member


def notify_infected(file: KitFile) -> None:
    """Notify the member who sent the file, if they are still there."""
    training = file.training
    notify(
        members=Member.objects.filter(is_active=True, pk=file.added_by_id),
        key=f"training:{training.pk}:infected:{file.pk}",
        text=f"L’antivirus a trouvé un virus ({file.threat}) dans «\u00a0{file}\u00a0», joint à la formation "
        f"«\u00a0{training.title}\u00a0»\u00a0: ce fichier est supprimé. Analysez l’ordinateur d’où il vient.",
        url=reverse("formation:kit_files", args=[training.slug]),
        kind=TRAINING_NEWS,
        fact=LASTING,
    )
