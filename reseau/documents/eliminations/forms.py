"""The visa of the Archives départementales, as the coordination copies it from their letter."""

from django import forms


class VisaForm(forms.Form):
    """Visa of the Archives départementales, on an elimination list or on a rule of retention."""

    reference = forms.CharField(
        label="Référence du visa",
        max_length=100,
        help_text="Celle du courrier des Archives.",
        error_messages={"required": "Recopiez la référence du visa."},
    )
    visa_on = forms.DateField(
        label="Date du visa",
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"required": "Donnez la date du visa.", "invalid": "Cette date n’existe pas."},
    )
    visa_by = forms.CharField(
        label="Donné par",
        max_length=120,
        help_text="La fonction et le nom\u00a0: la directrice des Archives départementales, Mme…",
        error_messages={"required": "Dites qui a donné le visa."},
    )
