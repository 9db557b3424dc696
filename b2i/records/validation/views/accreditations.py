"""Accreditations of centres and persons, for coordinators."""

from django.contrib import messages
from django.db.models import F
from django.db.models.lookups import IsNull
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.functional import cached_property
from django.utils.text import capfirst
from django.views.generic import FormView, ListView

from b2i.records.validation.forms import AccreditationEndForm, AccreditationForm, PersonAccreditationForm
from b2i.records.validation.models.accreditation import Accreditation
from reseau.permissions import coordinator_required
from reseau.texts.wording import day_in_full
from reseau.web.refusals import refusals_in

PAGE_SIZE = 40


@method_decorator(coordinator_required, name="dispatch")
class AccreditationsView(ListView):
    """Current and coming accreditations, or finished ones (`?terminees`); centres first, by name."""

    template_name = "b2i/records/validation/accreditations.html"
    context_object_name = "accreditations"
    paginate_by = PAGE_SIZE

    def get_queryset(self):
        today = timezone.localdate()
        accreditations = Accreditation.objects.unfinished_on(today)
        self.is_past = "terminees" in self.request.GET
        if self.is_past:
            accreditations = Accreditation.objects.exclude(pk__in=accreditations.values("pk"))
        accreditations = accreditations.select_related("framework", "epm", "member", "withdrawn_by")
        return accreditations.order_by(
            IsNull(F("epm"), rhs=True), "epm__search_name", "member__search_name", "-starts_on"
        )

    def get_context_data(self, **kwargs) -> dict:
        return super().get_context_data(is_past=self.is_past, **kwargs)


class AccreditationFormView(FormView):
    """Form page whose service may refuse: the typed data stay and the page says why (422)."""

    def form_valid(self, form):
        with refusals_in(form):
            self.save_form(form)
            return redirect("b2i:accreditations")
        return self.form_invalid(form)

    def form_invalid(self, form):
        response = super().form_invalid(form)
        response.status_code = 422
        return response


@method_decorator(coordinator_required, name="dispatch")
class AccreditationNewView(AccreditationFormView):
    """Note the accreditation of a centre, or of a person (`of_person`)."""

    template_name = "b2i/records/validation/accreditation_new.html"
    form_class = AccreditationForm
    of_person = False

    def get_form_kwargs(self) -> dict:
        return super().get_form_kwargs() | {"user": self.request.user}

    def get_context_data(self, **kwargs) -> dict:
        return super().get_context_data(of_person=self.of_person, **kwargs)

    def save_form(self, form: AccreditationForm) -> None:
        accreditation = form.save()
        messages.success(self.request, f"C’est noté\u00a0: {accreditation.words}.")


class PersonAccreditationNewView(AccreditationNewView):
    form_class = PersonAccreditationForm
    of_person = True


@method_decorator(coordinator_required, name="dispatch")
class AccreditationEndView(AccreditationFormView):
    template_name = "b2i/records/validation/accreditation_end.html"
    form_class = AccreditationEndForm

    @cached_property
    def accreditation(self) -> Accreditation:
        unfinished = Accreditation.objects.unfinished_on(timezone.localdate())
        return get_object_or_404(unfinished.select_related("framework", "epm", "member"), pk=self.kwargs["pk"])

    def get_context_data(self, **kwargs) -> dict:
        return super().get_context_data(accreditation=self.accreditation, **kwargs)

    def save_form(self, form: AccreditationEndForm) -> None:
        accreditation = form.save(accreditation=self.accreditation, user=self.request.user)
        messages.success(
            self.request, f"{capfirst(accreditation.words)} s’arrête le {day_in_full(accreditation.ends_on)} au soir."
        )
