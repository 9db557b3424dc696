"""The page of a request that the site cannot read: too long, too many things at once, or not understood."""

from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

TOO_LONG = (
    "Ce texte est trop long pour le site",
    "Revenez en arrière\u00a0: ce que vous avez écrit y est encore. Raccourcissez le texte, ou joignez un fichier.",
)
TOO_MANY = (
    "C’est trop à la fois pour le site",
    "Revenez en arrière\u00a0: ce que vous avez choisi y est encore. Envoyez-le en plusieurs fois.",
)
NOT_UNDERSTOOD = (
    "Le site n’a pas compris cette demande",
    "L’adresse est peut-être incomplète. Revenez en arrière et réessayez\u00a0: ce que vous avez écrit y est encore.",
)


@login_not_required
def refused_input(request: HttpRequest, exception: Exception) -> HttpResponse:
    match exception:
        case RequestDataTooBig():
            title, advice = TOO_LONG
        case TooManyFieldsSent() | TooManyFilesSent():
            title, advice = TOO_MANY
        case _:
            title, advice = NOT_UNDERSTOOD
    return render(request, "400.html", {"title": title, "advice": advice}, status=400)
