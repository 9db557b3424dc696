"""Forms of the watch inbox: the reason why an item is kept, the address of a feed."""

from django import forms

from ressources.authoring.watch_inbox.models import ADDRESS_LENGTH, FeedItem, WhyDraft
from ressources.authoring.watch_inbox.services.sorting import NO_WHY, WHY_LENGTH


class KeepForm(forms.Form):
    why = forms.CharField(
        label="Pourquoi c’est utile dans un EPM",
        max_length=WHY_LENGTH,
        error_messages={"required": NO_WHY, "max_length": f"{WHY_LENGTH}\u00a0signes au plus\u00a0: une ligne suffit."},
    )

    def __init__(self, data=None, *, item: FeedItem, draft: WhyDraft | None = None) -> None:
        super().__init__(data, auto_id=f"%s-{item.pk}", initial={"why": draft.why} if draft else None)


class FeedForm(forms.Form):
    address = forms.URLField(
        label="Adresse du flux, ou du site",
        max_length=ADDRESS_LENGTH,
        assume_scheme="https",
        help_text="Celle de la page d’accueil suffit souvent\u00a0: le site y cherche le flux annoncé.",
        widget=forms.URLInput(attrs={"inputmode": "url", "placeholder": "https://…", "spellcheck": "false"}),
        error_messages={
            "required": "Donnez l’adresse du flux.",
            "invalid": "Écrivez l’adresse entière, comme https://www.example.org/flux.",
            "max_length": f"{ADDRESS_LENGTH}\u00a0signes au plus.",
        },
    )
