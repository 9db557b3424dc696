"""Pages of the help, which everybody may read: the guide, an article, and what is new for members."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from extranet.interface.help.guide_files import find_section
from extranet.interface.help.news import has_unread_news, mark_news_read, news_read_until, read_changes
from extranet.interface.help.readers import reader_of, sections_for
from reseau.permissions import network_required

NEXT_SHOWN, CHANGES_SHOWN = 2, 20


@login_not_required
@require_safe
def help_index(request: HttpRequest) -> HttpResponse:
    own, others = sections_for(reader_of(request))
    return render(request, "extranet/interface/help/index.html", {"own": own, "others": others})


@login_not_required
@require_safe
def help_article(request: HttpRequest, slug: str) -> HttpResponse:
    section = find_section(slug)
    if section is None:
        raise Http404
    rank = next(rank for rank, article in enumerate(section.articles) if article.slug == slug)
    # The two that follow; after the last one, those at the beginning.
    following = [*section.articles[rank + 1 :], *section.articles[:rank]][:NEXT_SHOWN]
    context = {"article": section.articles[rank], "section": section, "following": following}
    return render(request, "extranet/interface/help/article.html", context)


@require_safe
@network_required
def help_news(request: HttpRequest) -> HttpResponse:
    page = Paginator(read_changes(), CHANGES_SHOWN).get_page(request.GET.get("page"))
    context = {
        "page_obj": page,
        "read_until": news_read_until(request.user),
        "is_unread": has_unread_news(request.user),
    }
    return render(request, "extranet/interface/help/news.html", context)


@require_POST
@network_required
def help_news_read(request: HttpRequest) -> HttpResponse:
    mark_news_read(request.user)
    messages.success(request, "C’est noté\u00a0: vous êtes à jour.")
    return redirect("help_news")
