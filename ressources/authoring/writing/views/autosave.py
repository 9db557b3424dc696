"""Keeping form data before it is saved: while typing, and when a form cannot be saved."""

import secrets

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse, QueryDict
from django.middleware.csrf import get_token
from django.utils import timezone
from django.utils.dateformat import time_format
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from reseau.permissions import network_required
from reseau.web.offline_entries import owner_key
from reseau.web.refusals import refusal_texts, refusals_as_messages
from ressources.authoring.writing.expired_login import delete_expired_form, saved_expired_form, seal
from ressources.authoring.writing.form_data import form_data_of
from ressources.authoring.writing.models import KeptText, ResumedText
from ressources.authoring.writing.services import kept_texts
from ressources.permissions import may_edit
from ressources.sheets.enums import SheetKind
from ressources.sheets.models.sheet import Sheet
from ressources.sheets.views import sheet_for

SAVED, MAX_SAVED = "saved_windows", 20


class KeepsFormData:
    """A view whose form survives a lost connection, an expired login and an error. `kind` tells which form it is.

    The middleware of the login reads `outlives_login`.
    """

    outlives_login = True
    kind = SheetKind.WORKSHOP
    # The posted form is in the draft already: nothing of it waits to be saved.
    has_saved = False

    def resumed_text(self, sheet: Sheet | None, base: str) -> tuple[KeptText | None, list[KeptText]]:
        """Return the text to open the form with, and the other texts of that form.

        The text is the one asked for, otherwise the latest if nobody saved another version since. Raises `Http404` for
        an unknown one.
        """
        texts = list(KeptText.objects.visible_to(self.request.user).of_form(form=self.kind, sheet=sheet))
        requested_key = self.request.GET.get("reprendre", "")
        resumed = next((text for text in texts if str(text.pk) == requested_key), None)
        if requested_key and resumed is None:
            raise Http404
        if resumed is None and "version" not in self.request.GET and texts and texts[0].stands_on(base):
            resumed = texts[0]
        return resumed, [text for text in texts if text != resumed]

    def expired_form(self) -> tuple[QueryDict, str] | None:
        return saved_expired_form(self.request)

    def keep_posted(self, sheet: Sheet | None) -> KeptText:
        """Keep the posted form until it is saved. Raises `ValidationError`."""
        delete_expired_form(self.request)
        return kept_texts.keep_form_data(
            member=self.request.user,
            form=self.kind,
            sheet=sheet,
            form_data=form_data_of(self.request.POST),
            window=window_of(self.request.POST) or new_window(),
            resumed_text=ResumedText.parse(self.request.POST.get("resumed", "")),
        )

    def move_posted(self, sheet: Sheet) -> None:
        """Make the kept text of a form that had no sheet the text of `sheet`, created since."""
        kept_texts.move_kept_texts(
            member=self.request.user,
            sheet=sheet,
            window=window_of(self.request.POST),
            resumed_text=ResumedText.parse(self.request.POST.get("resumed", "")),
        )

    def try_to_keep(self, sheet: Sheet | None) -> None:
        """Keep the posted form, or say why it is not kept; the page that comes back shows it in any case."""
        if self.has_saved:
            return
        with refusals_as_messages(self.request):
            self.keep_posted(sheet)

    def forget_posted(self) -> None:
        """Delete the kept text of a form that is saved; late data of its window is ignored."""
        delete_expired_form(self.request)
        window, resumed_text = window_of(self.request.POST), ResumedText.parse(self.request.POST.get("resumed", ""))
        kept_texts.delete_kept_texts(member=self.request.user, window=window, resumed_text=resumed_text)
        self.request.session[SAVED] = [*saved_windows(self.request), window, resumed_text.window][-MAX_SAVED:]

    def keeping_context(self, sheet: Sheet | None, *, resumed: str = "") -> dict:
        """Return what the form carries and what its script reads (`ressources/authoring/writing/_keeping.html`)."""
        return {
            "form": self.kind.value,
            "window": new_window(),
            "resumed": resumed or window_of(self.request.POST),
            "writer": seal(self.request.user),
        }


def saved_windows(request: HttpRequest) -> list[str]:
    """Return the last windows whose text was saved."""
    return request.session.get(SAVED, [])


def new_window() -> str:
    return secrets.token_urlsafe(12)


def window_of(post: QueryDict) -> str:
    """Return the random word of a window; empty if it is invalid."""
    return ResumedText.parse(post.get("window", "")).window


@network_required
@require_POST
def keep(request: HttpRequest) -> HttpResponse:
    """Keep the data of a window. Answer the time, and whether the text is `apart` from the resumed one.

    Status 409: the page was opened by another member, who has left the computer since.
    """
    window, rank, form = window_of(request.GET), request.GET.get("rank", ""), request.GET.get("form", "")
    if not window or not rank.isdecimal() or int(rank) > kept_texts.MAX_RANK or form not in SheetKind.values:
        return JsonResponse({"error": "Demande incomprise."}, status=400)
    if request.GET.get("member") != owner_key(request.user):
        return JsonResponse({"error": "Un autre compte est connecté dans ce navigateur."}, status=409)
    resumed_text = ResumedText.parse(request.GET.get("resumed", ""))
    text = {"member": request.user, "form_data": form_data_of(request.POST), "window": window, "rank": int(rank)}
    apart = False
    with refusal_texts() as refusals:
        if not kept_texts.update_kept_text(**text, resumed_text=resumed_text) and window not in saved_windows(request):
            kept_texts.create_kept_text(**text, form=form, sheet=named_sheet(request))
            apart = bool(resumed_text.window) and resumed_text.window not in saved_windows(request)
    if refusals:
        return JsonResponse({"error": " ".join(refusals)}, status=413)
    return JsonResponse({"at": time_format(timezone.localtime(), "G \\h i"), "apart": apart})


def named_sheet(request: HttpRequest) -> Sheet | None:
    key = request.GET.get("sheet", "")
    if not key:
        return None
    if not key.isdecimal() or len(key) > 18:
        raise Http404
    return sheet_for(request.user, int(key), may_edit)


@network_required
@never_cache
@require_safe
def token(request: HttpRequest) -> HttpResponse:
    """Return the user and the CSRF token: an open page asks for them after a new login."""
    return JsonResponse({"member": owner_key(request.user), "token": get_token(request)})
