"""The key that a page puts into its forms, and the fingerprint of a form sent with it."""

import hashlib
import json
import secrets

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest

NAME = "form_key"
# Replaced by a new login: the same form is then sent with another one.
CSRF_TOKEN = "csrfmiddlewaretoken"  # noqa: S105 - the name of a field
# What the page itself adds to each form.
PAGE_FIELDS = {NAME, CSRF_TOKEN}


def form_key(request: HttpRequest) -> str:
    """Return the key of the page that answers this request, the same in all its forms."""
    if not hasattr(request, "_form_key"):
        request._form_key = secrets.token_urlsafe(12)
    return request._form_key


def fingerprint_of(request: HttpRequest) -> str:
    """Return a digest of who sends what where, an empty string for a form without a key.

    Another text typed in the same page is another form: nothing that a person corrects is lost.
    """
    if request.method != "POST" or not request.POST.get(NAME):
        return ""
    texts = sorted((name, values) for name, values in request.POST.lists() if name != CSRF_TOKEN)
    files = sorted((name, [_digest(file) for file in files]) for name, files in request.FILES.lists())
    sent = [request.user.pk, request.get_full_path(), texts, files]
    return hashlib.sha256(json.dumps(sent).encode()).hexdigest()


def _digest(file: UploadedFile) -> str:
    digest = hashlib.sha256(file.name.encode())
    for chunk in file.chunks():
        digest.update(chunk)
    file.seek(0)
    return digest.hexdigest()
