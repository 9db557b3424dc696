"""Notice that the antivirus deleted a file of a sheet."""

from django.urls import reverse

from alertes.channels.facts.registry import LASTING
from alertes.channels.notices.services import notify
from reseau.people.members.models.member import Member
from ressources.declarations.events import SHEET_NEWS
from ressources.sheets.models.authorship import author_keys


def notify_infected(file) -> None:
    """Notify the authors of the sheet, and the member who joined the file, even if they are no longer an author."""
    members = Member.objects.filter(is_active=True, pk__in=[*author_keys(file.sheet), file.added_by_id])
    notify(
        members=members,
        key=f"sheet:{file.sheet_id}:infected:{file._meta.model_name}:{file.pk}",
        text=f"L’antivirus a trouvé un virus ({file.threat}) dans « {file} », joint à la fiche "
        f"« {file.sheet.draft_title} » : ce fichier est supprimé. Analysez l’ordinateur d’où il vient.",
        url=reverse(file.page, args=[file.sheet_id]),
        kind=SHEET_NEWS,
        fact=LASTING,
    )
