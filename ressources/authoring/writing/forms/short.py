"""Forms of the shorter kinds of sheets: a dozen fields at most, half of them optional."""

from django import forms

from ressources.authoring.writing.forms.sheet import MARKS, SheetForm, model_field, textarea
from ressources.sheets.models.media import MediaPage
from ressources.sheets.models.story import StoryPage
from ressources.sheets.models.watch import WatchPage
from ressources.sheets.short_contents import MediaContent, StoryContent, WatchContent


def address_field(page_class, **options) -> forms.URLField:
    """Return a field that accepts « www.example.org » as an address."""
    field = model_field(page_class, "link", assume_scheme="https", **options)
    field.widget.attrs |= {"inputmode": "url", "placeholder": "https://…", "spellcheck": "false"}
    return field


class WatchForm(SheetForm):
    content_class = WatchContent
    needed_for_review = ("aim", "link", "why")
    own_fields = ("link", "source", "published_on", "why")

    link = address_field(WatchPage, label="Adresse de la page")
    source = model_field(WatchPage, "source", label="Source")
    published_on = model_field(
        WatchPage,
        "published_on",
        label="Date de la publication",
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    why = model_field(
        WatchPage,
        "why",
        label="Pourquoi cela compte dans un EPM",
        help_text="À qui cela sert, et ce que vous en ferez la semaine prochaine. " + MARKS,
        widget=textarea(6),
    )


class StoryForm(SheetForm):
    content_class = StoryContent
    needed_for_review = ("aim", "story", "result")
    own_fields = ("period", "story", "partners", "cost", "result", "advice")

    period = model_field(StoryPage, "period", label="Quand")
    story = model_field(StoryPage, "story", label="Ce que vous avez mis en place", help_text=MARKS, widget=textarea(8))
    partners = model_field(StoryPage, "partners", label="Avec qui")
    cost = model_field(StoryPage, "cost", label="Combien cela a coûté")
    result = model_field(
        StoryPage,
        "result",
        label="Ce que cela a donné",
        help_text="Ce qui n’a pas marché intéresse aussi vos collègues.",
        widget=textarea(6),
    )
    advice = model_field(StoryPage, "advice", label="Si c’était à refaire", widget=textarea(4))


class MediaForm(SheetForm):
    content_class = MediaContent
    needed_for_review = ("aim", "form")
    own_fields = ("form", "link", "minutes", "description", "credits")

    form = model_field(MediaPage, "form", label="Forme")
    link = address_field(
        MediaPage,
        label="Adresse",
        help_text="Celle de la vidéo, du son, du jeu. Un document se joint plus bas.",
    )
    minutes = model_field(MediaPage, "minutes", label="Durée en minutes", min_value=1, max_value=600)
    description = model_field(
        MediaPage, "description", label="Ce que l’on y trouve", help_text=MARKS, widget=textarea(5)
    )
    credits = model_field(MediaPage, "credits", label="Auteurs et licence d’origine")
