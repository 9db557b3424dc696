"""The button « Tout marquer comme lu », of one forum or of all."""

from django.contrib import messages
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from forums.threads.forums.lookups import find_forum
from forums.threads.forums.models import Forum
from forums.threads.readings import services
from reseau.permissions import network_required


@require_POST
@network_required
def mark_all_read(request):
    slug = request.POST.get("forum", "")
    forums = [find_forum(request.user, slug)] if slug else Forum.objects.visible_to(request.user)
    services.mark_read(member=request.user, forums=forums)
    messages.success(request, "Tout est marqué comme lu.")
    return redirect(forums[0] if slug else "forums:index")
