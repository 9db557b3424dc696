"""The button « Merci » under a message, and the same to take it back."""

from django.http import Http404
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from forums.lookups import find_post
from forums.messages.permissions import may_thank
from forums.messages.thanks import services
from reseau.permissions import network_required
from reseau.web.refusals import refusals_as_messages


@require_POST
@network_required
def thank(request, **path):
    post = find_post(request.user, **path)
    if not may_thank(request.user, post):
        raise Http404
    with refusals_as_messages(request):
        services.thank(post=post, by=request.user)
    return redirect(post.page_url)


@require_POST
@network_required
def take_back_thanks(request, **path):
    post = find_post(request.user, **path)
    services.take_back(post=post, by=request.user)
    return redirect(post.page_url)
