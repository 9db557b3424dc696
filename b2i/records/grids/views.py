"""Pages of group sessions: list, creation, changes, grid, ticks sent with or without network."""

from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.views import View
from django.views.decorators.http import require_POST
from django.views.generic import FormView, ListView

from b2i.people.accesses.journal import note_accesses
from b2i.people.enums import AccessKind
from b2i.people.permissions import follower_required
from b2i.records.grids.forms import GroupSessionForm
from b2i.records.grids.grid import build_grid, learners_of_cells, parse_cell_keys
from b2i.records.grids.models import GroupSession
from b2i.records.grids.services import change_group_session, open_group_session, save_offline_ticks, save_page_ticks
from reseau.people.members.models.member import Member
from reseau.web.offline_entries import answer_entries
from reseau.web.page_sections import page_sections
from reseau.web.queries.compiled_query import CompiledQuery
from reseau.web.refusals import refusals_in

PAGE_SIZE = 20


def sessions_to_open(reader: Member, key: int) -> QuerySet[GroupSession]:
    return GroupSession.objects.visible_to(reader).select_related("epm", "led_by").filter(pk=key)


SESSIONS = CompiledQuery(sessions_to_open)


def session_for(user, pk: int) -> GroupSession:
    """Return the session if `user` may see it. Raises Http404 otherwise."""
    session = SESSIONS.row(reader=user, key=pk)
    if session is None:
        raise Http404
    return session


@method_decorator(follower_required, name="dispatch")
class GroupSessionsView(ListView):
    """Sessions of the EPM where the user works, the latest first."""

    template_name = "b2i/records/grids/group_sessions.html"
    context_object_name = "sessions"
    paginate_by = PAGE_SIZE

    def get_queryset(self):
        return GroupSession.objects.visible_to(self.request.user).with_counts().select_related("epm", "led_by")


class _SessionFormView(FormView):
    template_name = "b2i/records/grids/group_session_form.html"
    form_class = GroupSessionForm

    def get_form_kwargs(self) -> dict:
        return super().get_form_kwargs() | {"user": self.request.user}

    def get_context_data(self, **kwargs) -> dict:
        context = super().get_context_data(**kwargs)
        note_accesses(self.request, context["form"].offered_learners(), AccessKind.LISTED)
        return context

    def form_invalid(self, form):
        return self.render_to_response(self.get_context_data(form=form), status=422)


@method_decorator(follower_required, name="dispatch")
class GroupSessionNewView(_SessionFormView):
    def get_initial(self) -> dict:
        return {"date": timezone.localdate()}

    def form_valid(self, form):
        with refusals_in(form):
            return redirect(open_group_session(led_by=self.request.user, **form.place_and_day, **form.content))
        return self.form_invalid(form)


@method_decorator(follower_required, name="dispatch")
class GroupSessionEditView(_SessionFormView):
    """Change the title, the learners or the skills."""

    def dispatch(self, request, *args, **kwargs):
        self.session = session_for(request.user, kwargs["pk"])
        return super().dispatch(request, *args, **kwargs)

    def get_form_kwargs(self) -> dict:
        return super().get_form_kwargs() | {"session": self.session}

    def get_initial(self) -> dict:
        session = self.session
        keys = {name: getattr(session, name).values_list("pk", flat=True) for name in ("skills", "learners")}
        return {"title": session.title, "sentence": session.sentence} | keys

    def get_context_data(self, **kwargs) -> dict:
        return super().get_context_data(session=self.session, **kwargs)

    def form_valid(self, form):
        with refusals_in(form):
            change_group_session(session=self.session, **form.content)
            messages.success(self.request, "La grille est à jour.")
            return redirect(self.session)
        return self.form_invalid(form)


@method_decorator(follower_required, name="dispatch")
class GridView(View):
    """Show the grid. Without script the whole page is sent; with it, each tick (`grid_entries`)."""

    def get(self, request: HttpRequest, pk: int, part: int = 1) -> HttpResponse:
        session = session_for(request.user, pk)
        grid = build_grid(session, request.user, part=max(1, part))
        note_accesses(request, [row.learner for row in grid.rows], AccessKind.LISTED)
        context = {
            "session": session,
            "grid": grid,
            "sections": page_sections("session_sections", request, session),
        }
        return render(request, "b2i/records/grids/group_grid.html", context)

    def post(self, request: HttpRequest, pk: int, part: int = 1) -> HttpResponse:
        session = session_for(request.user, pk)
        initial_cells = parse_cell_keys(set(request.POST.get("noted", "").split()))
        ticked_cells = parse_cell_keys(request.POST)
        changed_cells = ticked_cells ^ initial_cells
        note_accesses(request, learners_of_cells(session, changed_cells, request.user))
        refusals = save_page_ticks(
            session=session, ticked_cells=ticked_cells, initial_cells=initial_cells, by=request.user
        )
        for reason in sorted(set(refusals.values())):
            messages.error(request, reason)
        if not refusals:
            messages.success(request, "C’est noté dans les livrets.")
        return redirect(request.path)


@follower_required
@require_POST
def grid_entries(request: HttpRequest, pk: int) -> HttpResponse:
    """Save the entries that the script sends; answer each one."""
    session = session_for(request.user, pk)

    def save(entries: list) -> list[dict]:
        cells = parse_cell_keys(str(entry.get("about")) for entry in entries if isinstance(entry, dict))
        note_accesses(request, learners_of_cells(session, cells, request.user))
        return save_offline_ticks(session=session, entries=entries, by=request.user)

    return answer_entries(request, save)
