"""My sheets and their states, and my unsaved texts."""

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.views.decorators.http import require_POST
from django.views.generic import ListView, TemplateView

from reseau.permissions import network_required
from reseau.web.queries.paged_query import PagedQuery, PagedRows
from ressources.authoring.writing.form_of_kind import FORMS
from ressources.authoring.writing.forms.sheet import Leniency, plain_words
from ressources.authoring.writing.models import KeptText
from ressources.authoring.writing.services import kept_texts
from ressources.authoring.writing.views.writing import epms_to_choose
from ressources.library.readers.queries import with_feedback_count
from ressources.permissions import is_reviewer
from ressources.review.queries import with_open_remarks
from ressources.review.reviewers import charges
from ressources.sheets.models.authorship import written_by
from ressources.sheets.models.sheet import Sheet
from ressources.sheets.models.sheet_kinds import page_class
from ressources.sheets.views import body_context

PAGE_SIZE = 20


def own_sheets(reader) -> QuerySet[Sheet]:
    mine = Sheet.objects.with_state().filter(written_by(reader))
    mine = with_open_remarks(with_feedback_count(mine)).with_what_waits(timezone.localdate())
    return mine.order_by("-waits", "-latest_revision_created_at", "-pk")


def own_texts(reader) -> QuerySet[KeptText]:
    texts = KeptText.objects.visible_to(reader).with_openness(reader)
    return texts.select_related("sheet").order_by("-written", "-pk")


OWN_SHEETS = PagedQuery(own_sheets, size=PAGE_SIZE, whole=lambda reader: Sheet.objects.filter(written_by(reader)))


@method_decorator(network_required, name="dispatch")
class MySheetsView(ListView):
    """My sheets, those that wait for me first: state, since when, who reviews them; my unsaved texts."""

    template_name = "ressources/authoring/writing/my_sheets.html"
    context_object_name = "sheets"
    paginate_by = PAGE_SIZE

    def get_queryset(self) -> PagedRows:
        return OWN_SHEETS.of(reader=self.request.user)

    def get_context_data(self, **kwargs) -> dict:
        context = super().get_context_data(is_reviewer=is_reviewer(self.request.user), **kwargs)
        charge, texts = charges(context["sheets"]), own_texts(self.request.user)
        rows = [
            (sheet, charge[sheet.pk], [text for text in texts if text.sheet_id == sheet.pk])
            for sheet in context["sheets"]
        ]
        in_rows = {sheet.pk for sheet, _, _ in rows}
        return context | {
            "waiting": [row for row in rows if row[0].waits],
            "rows": [row for row in rows if not row[0].waits],
            # What is typed in a sheet stands in the row of that sheet.
            "texts": [text for text in texts if text.sheet_id not in in_rows],
        }


@method_decorator(network_required, name="dispatch")
class KeptPreviewView(TemplateView):
    """Preview of an unsaved text."""

    template_name = "ressources/authoring/writing/kept_preview.html"

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        texts = KeptText.objects.visible_to(request.user).with_openness(request.user).select_related("sheet")
        text = get_object_or_404(texts, pk=pk)
        form = FORMS[text.form](text.post, epms=epms_to_choose(request.user, text.sheet), leniency=Leniency.DRAFT)
        if not text.is_open:
            # The user may not open its form any more.
            return render(
                request, "ressources/authoring/writing/kept_words.html", {"text": text, "words": plain_words(form)}
            )
        if not form.is_valid():
            # Its form shows the errors to correct first.
            return redirect(text)
        body = body_context(form.content, text.sheet)
        template = page_class(form.content).body_template
        return self.render_to_response(self.get_context_data(text=text, body_template=template, **body))


@network_required
@require_POST
def discard(request: HttpRequest, pk: int) -> HttpResponse:
    """Delete an unsaved text, for its writer."""
    text = get_object_or_404(KeptText.objects.visible_to(request.user), pk=pk)
    kept_texts.delete_kept_texts(member=request.user, window=text.window)
    messages.success(request, f"Le texte commencé « {text} » est effacé.")
    return redirect("ressources:mine")
