"""A form sent after the login expired: kept in the browser's session until its writer logs in again.

Computers are shared: only the member who opened the form gets it back. It is deleted with the session at the latest.
"""

from django.core.signing import BadSignature, Signer
from django.http import HttpRequest, QueryDict

from ressources.authoring.writing.form_data import form_data_of

KEY = "set_aside"
MAX_LENGTH = 1_000_000
_signer = Signer(salt="ressources.set_aside")


def seal(user) -> str:
    """Return the signed key of the user, which a form carries to tell who writes in it."""
    return _signer.sign(str(user.pk))


def save_expired_form(request: HttpRequest) -> None:
    """Keep the form that a visitor has just sent, if it carries the seal of a member."""
    form_data = form_data_of(request.POST)
    text = form_data.urlencode()
    if _writer(request.POST.get("writer", "")) and len(text) <= MAX_LENGTH:
        request.session[KEY] = {
            "path": request.path,
            "writer": request.POST["writer"],
            "window": request.POST.get("window", ""),
            "typed": text,
        }


def saved_expired_form(request: HttpRequest) -> tuple[QueryDict, str] | None:
    """Return the form that `request.user` sent to this page before the new login, and its window; None without any."""
    saved_form = request.session.get(KEY)
    if not saved_form or saved_form["path"] != request.path or _writer(saved_form["writer"]) != str(request.user.pk):
        return None
    return QueryDict(saved_form["typed"]), saved_form["window"]


def delete_expired_form(request: HttpRequest) -> None:
    """Delete the form: it has been sent again."""
    if saved_expired_form(request):
        del request.session[KEY]


def _writer(signed_key: str) -> str:
    try:
        return _signer.unsign(signed_key)
    except BadSignature:
        return ""
