"""Who opened a record, for the learner alone."""

from itertools import groupby

from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache
from django.views.generic import ListView

from b2i.people.accesses.models import Access
from b2i.people.permissions import learner_required

PAGE_SIZE = 40


@method_decorator([learner_required, never_cache], name="dispatch")
class MyAccessesView(ListView):
    """Accesses of the last twelve months, day by day; each reader once a day, with all that they did."""

    template_name = "b2i/people/accesses/my_accesses.html"
    context_object_name = "accesses"
    paginate_by = PAGE_SIZE

    def get_queryset(self):
        accesses = Access.objects.filter(learner=self.request.learner.pk).select_related("member", "epm")
        return accesses.order_by("-day", "epm", "member", "pk")

    def get_context_data(self, **kwargs) -> dict:
        context = super().get_context_data(**kwargs)
        context["days"] = [
            (day, [(reader, list(kinds)) for reader, kinds in groupby(accesses, key=lambda access: access.reader)])
            for day, accesses in groupby(context["accesses"], key=lambda access: access.day)
        ]
        return context


my_accesses = MyAccessesView.as_view()
