"""The form of a visit."""

from django import forms
from django.utils import timezone

from reseau.directory.place_visits.models import PlaceVisit


class PlaceVisitForm(forms.ModelForm):
    class Meta:
        model = PlaceVisit
        fields = ["date", "note", "is_shared"]
        widgets = {
            "date": forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
            "note": forms.Textarea(attrs={"rows": 6}),
        }
        labels = {"is_shared": "L’équipe du lieu peut lire cette note"}
        help_texts = {
            "note": "Des faits et ce qui est convenu\u00a0: rien sur la santé ni la vie privée de quelqu’un.",
            "is_shared": "Sans cette case, seules la coordination et l’animation du territoire la lisent.",
        }

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        if not self.instance.pk:
            self.fields["date"].initial = timezone.localdate
