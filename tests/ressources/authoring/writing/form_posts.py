"""Data that a browser sends from the form of a sheet, and helpers to read the saved sheet."""

from ressources.sheets.models.workshop import WorkshopPage


def form_data(**changes) -> dict:
    """Return the data of a complete form."""
    return {
        "title": "Ranger ses photos",
        "aim": "À la fin, chacun retrouve une photo.",
        "learners": "Débutants",
        "level": "debutant",
        "group_size": "8",
        "audience": "public",
        "steps-TOTAL_FORMS": "1",
        "steps-INITIAL_FORMS": "0",
        "steps-0-title": "Accueil",
        "steps-0-minutes": "30",
        "steps-0-animator": "Dites bonjour.",
    } | changes


def edit_url(page) -> str:
    return f"/ressources/fiches/{page.pk}/modifier/"


def reload(page) -> WorkshopPage:
    return WorkshopPage.objects.get(pk=page.pk)


def messages_of(response) -> list[str]:
    return [str(message) for message in response.context["messages"]]
