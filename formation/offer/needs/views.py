"""Needs: the list, the page of one need, « Prévenez-moi » on a training."""

from collections import Counter

from django.contrib import messages
from django.db.models import QuerySet
from django.shortcuts import get_object_or_404, redirect
from django.utils.decorators import method_decorator
from django.utils.functional import cached_property
from django.views.decorators.http import require_POST
from django.views.generic import DetailView, FormView, ListView

from formation.offer.catalogue.models.training import TrainingPage
from formation.offer.needs.demand import NO_THEME, demand
from formation.offer.needs.forms import AttachForm, PreferenceForm, QuestionsWishForm, WishForm
from formation.offer.needs.models import Voice, Wish
from formation.offer.needs.repeated_questions import RepeatedQuestions, repeated_questions
from formation.offer.needs.services import settle_questions, support_wish, want_training, withdraw_voice
from formation.permissions import may_read_demand
from reseau.people.members.models.member import Member
from reseau.permissions import coordinator_required, is_coordinator, network_required
from reseau.places.models.commune import Territory
from reseau.texts.accent_folding import fold
from reseau.texts.tags.models import Tag
from reseau.web.queries.cached_query import CachedQuery
from reseau.web.queries.compiled_query import CompiledQuery, few_lengths
from reseau.web.refusals import refusals_in

PAGE_SIZE = 20
# Each button sends its target state, so that a second click does not undo the first.
NO = "non"
OTHER_THEMES = "autres"
SETTLED = "Ces questions n’attendent plus rien\u00a0: quelqu’un vient d’en décider, ou elles sont trop peu."


def wishes_wanted(reader: Member) -> QuerySet[Wish]:
    return Wish.objects.visible_to(reader).alive()


def in_rows(wishes: QuerySet[Wish], reader: Member) -> QuerySet[Wish]:
    return wishes.with_voices(reader).with_subject().order_by("-voice_count", "-created", "-pk")


def most_wanted(reader: Member) -> QuerySet:
    """Return the key and the number of voices of each need that somebody still wants, in the order of the list."""
    wanted = Wish.objects.visible_to(reader).with_voice_count().filter(voice_count__gt=0)
    return wanted.order_by("-voice_count", "-created", "-pk").values_list("pk", "voice_count")


def rows_of_page(reader: Member, keys: tuple[int, ...]) -> QuerySet[Wish]:
    return Wish.objects.filter(pk__in=keys).with_own_voice(reader).with_subject()


# Every voice of the network is looked at: the same for all readers.
MOST_WANTED = CachedQuery(most_wanted)
ROWS_OF_PAGE = CompiledQuery(rows_of_page)


class WantedRows:
    """The needs of the network, for a paginator: only those of a page are read. One query."""

    ordered = True

    def __init__(self, reader: Member) -> None:
        self.reader, self.voices = reader, MOST_WANTED.rows(reader=reader)

    def __len__(self) -> int:
        return len(self.voices)

    def __getitem__(self, part: slice) -> list[Wish]:
        counts = dict(self.voices[part])
        if not counts:
            return []
        rows = {wish.pk: wish for wish in ROWS_OF_PAGE.rows(reader=self.reader, keys=few_lengths(counts))}
        for key, wish in rows.items():
            wish.voice_count = counts[key]
        return [rows[key] for key in counts if key in rows]


@method_decorator(network_required, name="dispatch")
class WishListView(ListView):
    """Needs, most wanted first. Planners also see them by theme and territory, which filter the list."""

    template_name = "formation/offer/needs/wishes.html"
    context_object_name = "wishes"
    paginate_by = PAGE_SIZE

    def get_queryset(self):
        user = self.request.user
        theme, territory = self.request.GET.get("theme", ""), self.request.GET.get("territoire", "")
        if not (theme or territory):
            return WantedRows(user)
        wishes = wishes_wanted(user)
        if theme == OTHER_THEMES:
            wishes = wishes.filter(domain=None)
        elif theme.isascii() and theme.isdigit() and len(theme) < 10:
            wishes = wishes.filter(domain=theme)
        if territory and may_read_demand(user):
            voices = Voice.objects.unanswered().filter(territory__slug=territory)
            wishes = wishes.filter(pk__in=voices.values("wish"))
        return in_rows(wishes, user)

    def get_context_data(self, **kwargs) -> dict:
        user = self.request.user
        context = {"form": kwargs.pop("form", None) or WishForm(user=user), "no_theme": NO_THEME}
        if may_read_demand(user):
            context["demand"] = demand(list(Territory.objects.all()))
        if is_coordinator(user):
            context["repeated"] = repeated_questions(user)
        is_narrowed = bool(self.request.GET.get("theme") or self.request.GET.get("territoire"))
        return super().get_context_data(**context, is_narrowed=is_narrowed, **kwargs)

    def post(self, request, *args, **kwargs):
        """Add a need. The page of the need then asks for preferences."""
        form = WishForm(request.POST, user=request.user)
        if form.is_valid():
            wish = form.save(by=request.user)
            messages.success(request, "C’est noté. Nous vous préviendrons dès qu’une date est fixée.")
            return redirect(wish)
        self.object_list = self.get_queryset()
        return self.render_to_response(self.get_context_data(form=form))


@method_decorator(network_required, name="dispatch")
class WishView(DetailView):
    """A need: number of voices by territory, own preferences, and names for planners."""

    template_name = "formation/offer/needs/wish.html"
    context_object_name = "wish"

    def get_queryset(self):
        user = self.request.user
        return Wish.objects.visible_to(user).with_voices(user).select_related("training", "domain")

    def get_context_data(self, **kwargs) -> dict:
        user, wish = self.request.user, self.object
        voices = list(Voice.objects.unanswered().filter(wish=wish).with_member())
        own_voice = next((voice for voice in voices if voice.member_id == user.pk), None)
        context = {"mine": own_voice, "places": _places(voices)}
        context["wanted_by"] = _wanted_by(voices, self.request.GET.get("territoire", ""))
        if own_voice:
            context["form"] = PreferenceForm(initial={"weekdays": own_voice.weekdays, "parts": own_voice.parts})
        if may_read_demand(user):
            context["known"] = Voice.objects.unanswered().filter(wish=wish).visible_to(user).with_member()
        return super().get_context_data(**context, **kwargs)


def _wanted_by(voices: list[Voice], slug: str) -> Territory | None:
    """Return the territory named in the address, else that of more than half of the voices."""
    counts = Counter(voice.territory for voice in voices if voice.territory_id)
    named = next((territory for territory in counts if territory.slug == slug), None)
    return named or next((territory for territory, count in counts.items() if 2 * count > len(voices)), None)


def _places(voices: list[Voice]) -> list[tuple[str, int]]:
    names = [voice.territory.name for voice in voices if voice.territory_id]
    return [(name, names.count(name)) for name in sorted(set(names), key=fold)]


@network_required
@require_POST
def voice(request, pk: int):
    """Support a need, set preferences, or remove one's voice."""
    wish = get_object_or_404(Wish.objects.visible_to(request.user), pk=pk)
    if request.POST.get("voix") == NO:
        withdraw_voice(wish=wish, by=request.user)
        messages.success(request, "Votre voix est reprise.")
        return redirect("formation:wishes")
    if "when" in request.POST:
        form = PreferenceForm(request.POST)
        if form.is_valid():
            form.save(wish=wish, by=request.user)
            messages.success(request, "C’est noté\u00a0: la coordination en tiendra compte.")
        return redirect(wish)
    support_wish(wish=wish, by=request.user)
    messages.success(request, "Votre voix est comptée. Nous vous préviendrons dès qu’une date est fixée.")
    return redirect("formation:wishes") if "list" in request.POST else redirect(wish)


@network_required
@require_POST
def want(request, slug: str):
    """« Prévenez-moi »: join or leave the people to notify of the next date of a training."""
    training = get_object_or_404(TrainingPage.objects.visible_to(request.user), slug=slug)
    if request.POST.get("voix") == NO:
        wish = Wish.objects.visible_to(request.user).filter(training=training).first()
        if wish:
            withdraw_voice(wish=wish, by=request.user)
        messages.success(request, "Nous ne vous préviendrons plus de la prochaine date.")
    else:
        want_training(training=training, by=request.user)
        messages.success(request, "C’est noté\u00a0: nous vous préviendrons dès qu’une date est fixée.")
    return redirect(training)


@method_decorator(coordinator_required, name="dispatch")
class WishAttachView(FormView):
    """Attach a need in free words to a training of the catalogue."""

    template_name = "formation/offer/needs/wish_attach.html"
    form_class = AttachForm

    def dispatch(self, request, *args, **kwargs):
        self.wish = get_object_or_404(Wish.objects.visible_to(request.user).filter(training=None), pk=kwargs["pk"])
        return super().dispatch(request, *args, **kwargs)

    def get_form_kwargs(self) -> dict:
        return super().get_form_kwargs() | {"user": self.request.user}

    def get_context_data(self, **kwargs) -> dict:
        return super().get_context_data(wish=self.wish, **kwargs)

    def form_valid(self, form):
        with refusals_in(form):
            wish = form.save(wish=self.wish, by=self.request.user)
            messages.success(self.request, "Les voix de ce besoin sont désormais celles de la formation.")
            return redirect(wish)
        return self.form_invalid(form)


@method_decorator(coordinator_required, name="dispatch")
class QuestionsWishView(FormView):
    """Make a need of questions that come back on a tag: the words are proposed, the coordination writes them better."""

    template_name = "formation/offer/needs/questions_wish.html"
    form_class = QuestionsWishForm

    @cached_property
    def questions(self) -> RepeatedQuestions | None:
        return next(iter(repeated_questions(self.request.user, tag=self.kwargs["tag"])), None)

    def dispatch(self, request, *args, **kwargs):
        if self.questions is None:
            messages.info(request, SETTLED)
            return redirect("formation:wishes")
        return super().dispatch(request, *args, **kwargs)

    def get_form_kwargs(self) -> dict:
        return super().get_form_kwargs() | {"user": self.request.user}

    def get_initial(self) -> dict:
        return {"words": self.questions.words}

    def get_context_data(self, **kwargs) -> dict:
        return super().get_context_data(questions=self.questions, **kwargs)

    def form_valid(self, form):
        wish = form.save(by=self.request.user, tag=self.questions.tag)
        messages.success(self.request, "C’est un besoin du réseau\u00a0: chacun peut le soutenir.")
        return redirect(wish)


@coordinator_required
@require_POST
def set_questions_aside(request, tag: int):
    """Propose the questions of a tag no more, until somebody asks a new one."""
    settle_questions(tag=get_object_or_404(Tag, pk=tag), by=request.user)
    messages.success(request, "C’est noté\u00a0: nous n’en reparlons qu’à la prochaine question.")
    return redirect("formation:wishes")
