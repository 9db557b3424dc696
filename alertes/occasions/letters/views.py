"""Pages of letters: those that left, one of them, the one that is prepared, and how a mail will show it."""

from csp.constants import UNSAFE_INLINE
from csp.decorators import csp_update
from django.contrib import messages
from django.db import transaction
from django.db.models import Prefetch
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.decorators import method_decorator
from django.views import View
from django.views.decorators.http import require_safe
from django.views.generic import ListView

from alertes.channels.mails.html_part import MailPart, html_part
from alertes.occasions.letters.enums import LetterState
from alertes.occasions.letters.forms import LetterForm
from alertes.occasions.letters.models import Letter, titled
from alertes.occasions.letters.permissions import may_edit_letter
from alertes.occasions.letters.services import edit_letter, move_line
from alertes.occasions.letters.told_letter import parts_of_letter
from reseau.permissions import network_required
from reseau.texts.wording import day_in_full
from reseau.web.refusals import refusals_in

SAID = {
    None: "C’est enregistré.",
    LetterState.APPROVED: "C’est relu\u00a0: la lettre part {day}.",
    LetterState.HELD: "C’est noté\u00a0: la lettre ne part pas cette semaine.",
    LetterState.PREPARED: "C’est noté\u00a0: la lettre part {day}.",
}


@method_decorator(network_required, name="dispatch")
class LettersView(ListView):
    """The letters that one may read, those to come first for whoever prepares them."""

    template_name = "alertes/occasions/letters/letters.html"
    context_object_name = "letters"
    paginate_by = 20

    def get_queryset(self):
        return self._letters().filter(state=LetterState.SENT)

    def get_context_data(self, **kwargs) -> dict:
        to_come = [letter for letter in self._letters().exclude(state=LetterState.SENT) if letter.is_open]
        return super().get_context_data(**kwargs) | {"to_come": to_come}

    def _letters(self):
        return Letter.objects.visible_to(self.request.user).select_related("territory")


def visible_letter(user, pk: int) -> Letter:
    letters = Letter.objects.visible_to(user).select_related("territory", "changed_by")
    return get_object_or_404(letters.prefetch_related(Prefetch("lines")), pk=pk)


@require_safe
@network_required
def letter_page(request: HttpRequest, pk: int) -> HttpResponse:
    letter = visible_letter(request.user, pk)
    if letter.is_open and may_edit_letter(request.user, letter):
        return redirect("alertes:letter_edit", pk)
    return render(request, "alertes/occasions/letters/letter.html", {"letter": letter, "parts": list(letter.parts())})


@method_decorator(network_required, name="dispatch")
class LetterEditView(View):
    """One form for everything, so that no button loses what is typed."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        letter = self.find(pk)
        return self.page(letter, LetterForm(letter=letter)) if letter.is_open else redirect(letter)

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        letter = self.find(pk)
        form = LetterForm(request.POST, letter=letter)
        if form.is_valid():
            with refusals_in(form):
                self.save(letter, form)
                return redirect("alertes:letter_edit", pk)
        return self.page(letter, form, status=422)

    def find(self, pk: int) -> Letter:
        letter = visible_letter(self.request.user, pk)
        if not may_edit_letter(self.request.user, letter):
            raise Http404
        return letter

    @transaction.atomic
    def save(self, letter: Letter, form: LetterForm) -> None:
        user, data = self.request.user, form.cleaned_data
        words = {"introduction": data["introduction"], "revision": data["revision"]}
        edit_letter(letter=letter, by=user, kept=form.kept_keys, state=form.state, **words)
        if form.move:
            line, step = form.move
            move_line(letter=letter, by=user, line=line, step=step)
        else:
            messages.success(self.request, SAID[form.state].format(day=day_in_full(letter.week)))

    def page(self, letter: Letter, form: LetterForm, *, status: int = 200) -> HttpResponse:
        kept = form.kept_keys
        parts = [
            (title, [(line, line.pk in kept) for line in lines]) for title, lines in titled(letter.ordered_lines())
        ]
        context = {"letter": letter, "form": form, "parts": parts}
        return render(self.request, "alertes/occasions/letters/letter_edit.html", context, status=status)


@require_safe
@network_required
@csp_update({"style-src": [UNSAFE_INLINE]})  # a mail has its styles in its elements
def letter_mail(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the letter as a mail shows it, for whoever prepares it."""
    letter = visible_letter(request.user, pk)
    if not may_edit_letter(request.user, letter):
        raise Http404
    parts = [MailPart(f"Bonjour {request.user.first_name},"), *parts_of_letter(letter)]
    foot = [MailPart("Aperçu\u00a0: dans le vrai courriel, vos autres nouvelles du jour viennent à la suite.")]
    return HttpResponse(html_part(subject=str(letter), parts=parts, foot=foot))
