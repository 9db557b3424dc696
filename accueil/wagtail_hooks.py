"""What the editor may not do: delete a sheet whose open workshops debited tickets."""

from django.contrib import messages
from django.shortcuts import redirect
from wagtail import hooks
from wagtail.models import Page

from accueil.declic.tickets.models.ledger import LedgerEntry

PAID = "Des heures de ticket tiennent à un atelier de cette fiche\u00a0: retirez-la plutôt de la publication."


def _has_paid(page: Page) -> bool:
    return LedgerEntry.objects.filter(workshop__sheet__path__startswith=page.path).exists()


@hooks.register("before_delete_page", order=-1)
def keep_what_paid(request, page):
    """Refuse before the files of the sheet are deleted."""
    if _has_paid(page):
        messages.error(request, PAID)
        return redirect("wagtailadmin_explore", page.get_parent().pk)
    return None


@hooks.register("before_bulk_action", order=-1)
def keep_those_that_paid(request, action_type: str, pages: list, action):
    if action_type == "delete" and any(isinstance(page, Page) and _has_paid(page) for page in pages):
        messages.error(request, PAID)
        return redirect("wagtailadmin_home")
    return None
