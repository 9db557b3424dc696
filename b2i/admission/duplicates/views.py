"""Pages of duplicates: list of an EPM, comparison of two records, merge, undo."""

from itertools import chain

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from b2i.admission.duplicates import services
from b2i.admission.duplicates.detection import duplicate_pairs
from b2i.admission.duplicates.forms import PairForm
from b2i.admission.duplicates.likeness import Identity, reasons
from b2i.admission.duplicates.merge_plan import count_moves, merge_obstacle, planned_moves
from b2i.admission.duplicates.models import UNDO_DAYS, Merge
from b2i.people.accesses.journal import note_access, note_accesses
from b2i.people.enums import AccessKind
from b2i.people.learners.models.learner import Learner
from b2i.people.learners.permissions import keeps_record
from b2i.people.permissions import follower_required
from reseau.texts.elision import of
from reseau.web.refusals import refusals_as_messages

PAGE_SIZE = 20


@require_safe
@follower_required
def duplicates(request):
    return duplicates_page(request, PairForm(user=request.user))


def duplicates_page(request, form: PairForm, *, status: int = 200):
    pairs = duplicate_pairs(Learner.objects.visible_to(request.user))
    merges = Merge.objects.visible_to(request.user).undoable()
    merges = merges.select_related("kept__member", "absorbed__member", "merged_by")
    page = Paginator(pairs, PAGE_SIZE).get_page(request.GET.get("page"))
    shown_pairs = [*((pair.first, pair.second) for pair in page), *((merge.kept, merge.absorbed) for merge in merges)]
    note_accesses(request, chain.from_iterable(shown_pairs), AccessKind.LISTED)
    context = {
        "page_obj": page,
        "merges": merges,
        "form": form,
    }
    return render(request, "b2i/admission/duplicates/duplicates.html", context, status=status)


@require_safe
@follower_required
def choose(request):
    """Redirect to the comparison of the two records whose card numbers were typed."""
    form = PairForm(request.GET, user=request.user)
    if not form.is_valid():
        return duplicates_page(request, form, status=422)
    return redirect("b2i:pair", form.cleaned_data["one"].pk, form.cleaned_data["other"].pk)


def followed_pair(request, pk: int, other_pk: int) -> list[Learner]:
    """Return both learners, in order. Raises Http404 if the user does not follow both."""
    if pk == other_pk:
        raise Http404
    learners = Learner.objects.visible_to(request.user).with_practised()
    learners_by_key = learners.select_related("member", "epm", "commune").in_bulk([pk, other_pk])
    if len(learners_by_key) != 2:
        raise Http404
    pair = [learners_by_key[pk], learners_by_key[other_pk]]
    note_accesses(request, pair)
    return pair


@require_safe
@follower_required
def pair(request, pk: int, other_pk: int):
    """Compare two records; the record of `pk` is the one to keep."""
    kept, absorbed = followed_pair(request, pk, other_pk)
    context = {
        "kept": kept,
        "absorbed": absorbed,
        "reasons": reasons(identity_of(kept), identity_of(absorbed)),
        "may_merge": keeps_record(request.user, absorbed),
        "refusal": merge_obstacle(kept=kept, absorbed=absorbed),
        "counted": count_moves(planned_moves(kept=kept, absorbed=absorbed)),
    }
    return render(request, "b2i/admission/duplicates/pair.html", context)


def identity_of(learner: Learner) -> Identity:
    return Identity(learner.member.first_name, learner.member.last_name, learner.birth_year)


@require_POST
@follower_required
def mark_distinct(request, pk: int, other_pk: int):
    first, second = followed_pair(request, pk, other_pk)
    services.note_distinction(learner=first, others=[second], noted_by=request.user)
    messages.success(request, f"C’est noté\u00a0: {first} et {second} sont deux personnes.")
    return redirect("b2i:duplicates")


@require_POST
@follower_required
def merge(request, pk: int, other_pk: int):
    kept, absorbed = followed_pair(request, pk, other_pk)
    if not keeps_record(request.user, absorbed):
        raise Http404
    with refusals_as_messages(request):
        completed_merge = services.merge(kept=kept, absorbed=absorbed, merged_by=request.user)
        messages.success(
            request,
            f"Les deux livrets n’en font plus qu’un, celui {of(kept)}, carte {kept.card_number}. "
            f"La carte {absorbed.card_number} ne marche plus. Vous pouvez annuler pendant {UNDO_DAYS}\u00a0jours.",
        )
        return redirect(completed_merge.kept)
    return redirect("b2i:duplicates")


@require_POST
@follower_required
def merge_undo(request, pk: int):
    merge = get_object_or_404(Merge.objects.visible_to(request.user).in_force().select_related("kept"), pk=pk)
    note_access(request, merge.kept)
    with refusals_as_messages(request):
        learner = services.undo_merge(merge=merge, undone_by=request.user)
        messages.success(request, f"La fusion est annulée\u00a0: {learner} a de nouveau son livret et sa carte.")
    return redirect("b2i:duplicates")
