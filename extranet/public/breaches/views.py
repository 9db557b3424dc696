"""Pages of the log of breaches, for the coordination alone: the list, a breach with its versions, a form, a table."""

import csv

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.functional import cached_property
from django.views.decorators.http import require_safe
from django.views.generic import ListView

from extranet.public.breaches.forms import BreachForm
from extranet.public.breaches.models import BreachVersion
from reseau.documents.papers.spreadsheet import escape_formula
from reseau.permissions import coordinator_required
from reseau.web.service_forms import ServiceFormView

HEADER = (
    *("violation", "version", "écrit le", "écrit par", "quand c’est arrivé", "connue le", "ce qui s’est passé"),
    *("genres de données", "personnes concernées", "conséquences probables", "ce qui a été fait", "CNIL prévenue le"),
    *("raison du retard ou de ne pas prévenir la CNIL", "personnes prévenues le"),
)
FORMER_ACCOUNT = "compte effacé"


@method_decorator(coordinator_required, name="dispatch")
class BreachList(ListView):
    """What is due first; each breach as it is known today."""

    template_name = "extranet/public/breaches/breaches.html"
    context_object_name = "breaches"
    paginate_by = 20

    def get_queryset(self):
        return BreachVersion.objects.visible_to(self.request.user).latest().by_urgency()


@coordinator_required
@require_safe
def breach_record(request: HttpRequest, pk: int) -> HttpResponse:
    versions = list(BreachVersion.objects.visible_to(request.user).filter(breach=pk).order_by("-pk"))
    if not versions:
        raise Http404
    context = {"version": versions[0], "former": versions[1:]}
    return render(request, "extranet/public/breaches/breach.html", context)


@method_decorator(coordinator_required, name="dispatch")
class BreachFormView(ServiceFormView):
    """A new breach, or what is better known of one: its last version fills the form."""

    template_name = "extranet/public/breaches/breach_form.html"
    form_class = BreachForm

    @cached_property
    def version(self) -> BreachVersion | None:
        if "pk" not in self.kwargs:
            return None
        version = BreachVersion.objects.visible_to(self.request.user).filter(breach=self.kwargs["pk"]).last()
        if version is None:
            raise Http404
        return version

    def get_form_kwargs(self) -> dict:
        return super().get_form_kwargs() | {"instance": self.version}

    def get_context_data(self, **kwargs) -> dict:
        return super().get_context_data(version=self.version, **kwargs)

    def done(self, form: BreachForm) -> HttpResponse:
        written = form.save(by=self.request.user, breach=self.version and self.version.breach)
        messages.success(self.request, "C’est noté au journal des violations.")
        return redirect("breach", written.breach_id)


@coordinator_required
@require_safe
def breaches_csv(request: HttpRequest) -> HttpResponse:
    """Every version of every breach, for the authority: semicolons and a UTF-8 mark."""
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="journal-des-violations.csv"'
    response.write("\ufeff")
    rows = csv.writer(response, delimiter=";")
    rows.writerow(HEADER)
    rank, breach = 0, None
    for one in BreachVersion.objects.visible_to(request.user).order_by("breach", "pk"):
        rank, breach = (rank + 1 if one.breach_id == breach else 1), one.breach_id
        rows.writerow(map(escape_formula, (one.breach_id, rank, *_cells(one))))
    return response


def _cells(version: BreachVersion) -> tuple:
    return (
        _moment(version.written),
        version.writer or FORMER_ACCOUNT,
        version.happened,
        _moment(version.known),
        version.facts,
        version.data,
        "inconnu" if version.people is None else version.people,
        version.consequences,
        version.measures,
        _moment(version.authority_told),
        version.authority_reason,
        f"{version.people_told:%d/%m/%Y}" if version.people_told else "",
    )


def _moment(value) -> str:
    return f"{timezone.localtime(value):%d/%m/%Y %H:%M}" if value else ""
