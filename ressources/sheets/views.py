"""Pages of the authors of a sheet, and how views find the sheet that an address names."""

from collections.abc import Callable

from django.contrib import messages
from django.contrib.contenttypes.models import ContentType
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.decorators import method_decorator
from django.views.decorators.http import require_POST
from django.views.generic import TemplateView

from b2i.frameworks.models.framework import Skill
from reseau.people.members.models.member import Member
from reseau.permissions import network_required
from reseau.texts.tags.models import Tag
from reseau.web.queries.list_facets import query_value
from reseau.web.refusals import refusals_as_messages
from ressources.permissions import may_edit, may_review, reviewer_required
from ressources.sheets.content import SheetContent
from ressources.sheets.models.authorship import Authorship
from ressources.sheets.models.joined_columns import domains_of
from ressources.sheets.models.sheet import Sheet
from ressources.sheets.models.sheet_origins import contributors_of
from ressources.sheets.permissions import may_hand_over
from ressources.sheets.services import authors as services_authors


# Finding the sheet that an address names, for a person who may do something with it. All raise `Http404` otherwise.
def kind_of(sheets: QuerySet[Sheet], **lookup) -> type[Sheet]:
    """Return the class of the sheet that `lookup` finds among `sheets`, so that one more query reads it whole."""
    content_type = get_object_or_404(sheets.values_list("content_type", flat=True), **lookup)
    return ContentType.objects.get_for_id(content_type).model_class()


def sheet_for(user, pk: int, allowed: Callable) -> Sheet:
    """Return the sheet, its last version joined, if `allowed(user, sheet)`."""
    sheets = kind_of(Sheet.objects.all(), pk=pk).objects.with_state()
    return allowed_sheet(user, sheets.select_related("owner", "latest_revision__user"), pk, allowed)


def allowed_sheet(user, sheets: QuerySet[Sheet], pk: int, allowed: Callable) -> Sheet:
    """Return the one of `sheets` of key `pk` if `allowed(user, sheet)`. Raises `Http404` otherwise."""
    sheet = get_object_or_404(sheets, pk=pk)
    if not allowed(user, sheet):
        raise Http404
    return sheet


def readable_sheet_for(user, pk: int, allowed: Callable = lambda user, sheet: True) -> Sheet:
    """Return the published sheet, of any kind, if `user` may read it and `allowed(user, sheet)`."""
    sheet = get_object_or_404(Sheet.objects.visible_to(user), pk=pk)
    if not allowed(user, sheet):
        raise Http404
    return sheet


def pressed_key(request: HttpRequest, name: str) -> int:
    """Return the key that the pressed button called `name` carries."""
    key = request.POST.get(name, "")
    if not key.isdecimal() or len(key) > 9:
        raise Http404
    return int(key)


def draft_context(sheet: Sheet) -> dict:
    """Return what the body of a sheet shows of its last version (`ressources/sheets/_body.html`)."""
    return body_context(sheet.latest_content, sheet) | {"page": sheet}


def body_context(content: SheetContent, sheet: Sheet | None = None) -> dict:
    """Return what the body of a sheet shows of `content`, with the files and pictures of `sheet`."""
    skills = Skill.objects.filter(pk__in=content.skills).select_related("domain__framework")
    pictures = list(sheet.pictures.for_authors_of(sheet)) if sheet else ()
    return {
        "content": content,
        "skills": skills,
        # The template calls it if it shows the domains, out of the rows of the skills.
        "domains": lambda: domains_of(skills),
        "tags": [Tag(name=name) for name in content.tags],
        "attachments": sheet.attachments.for_authors_of(sheet) if sheet else (),
        "run_sheet": content.run_sheet(pictures),
        "pictures": content.pictures_apart(pictures),
        "all_pictures": pictures,
    }


# The authors of a sheet: the page that lists them, a search of members, the buttons that change them.
FOUND = 10


@method_decorator(network_required, name="dispatch")
class AuthorsView(TemplateView):
    template_name = "ressources/sheets/authors.html"

    def get_context_data(self, pk: int, **kwargs) -> dict:
        user, words = self.request.user, query_value(self.request, "q")[:100]
        sheet = sheet_for(user, pk, may_edit)
        authors = [sheet.owner_id, *(member.pk for member in sheet.coauthors)]
        members = Member.objects.visible_to(user).matching(words).exclude(pk__in=[key for key in authors if key])
        return super().get_context_data(
            sheet=sheet,
            contributors=contributors_of(sheet),
            q=words,
            found=members.with_live_positions()[:FOUND] if words else (),
            may_hand_over=may_hand_over(user, sheet),
            **kwargs,
        )


def named_member(request: HttpRequest, members: QuerySet[Member]) -> Member:
    """Return the member whose button was pressed. Raises `Http404` for an invalid key."""
    key = request.POST.get("member", "")
    if not key.isdecimal() or len(key) > 9:
        raise Http404
    return get_object_or_404(members, pk=key)


def answer(request: HttpRequest, pk: int, service, success_message: str, **details) -> HttpResponse:
    """Call the service, show its outcome, and redirect to the authors."""
    with refusals_as_messages(request):
        service(by=request.user, **details)
        messages.success(request, success_message)
    return redirect("ressources:authors", pk)


@network_required
@require_POST
def add_coauthor(request: HttpRequest, pk: int) -> HttpResponse:
    sheet = sheet_for(request.user, pk, may_edit)
    member = named_member(request, Member.objects.visible_to(request.user))
    success_message = f"{member} participe à l’écriture de la fiche et reçoit une alerte."
    return answer(request, pk, services_authors.add_coauthor, success_message, page=sheet, member=member)


@network_required
@require_POST
def remove_coauthor(request: HttpRequest, pk: int) -> HttpResponse:
    sheet = sheet_for(request.user, pk, may_edit)
    coauthors = Authorship.objects.filter(sheet=sheet).values("member")
    member = named_member(request, Member.objects.filter(pk__in=coauthors))
    response = answer(
        request,
        pk,
        services_authors.remove_coauthor,
        f"{member} ne participe plus à l’écriture de la fiche.",
        page=sheet,
        member=member,
    )
    # A member who removes themself may not open that page any more.
    return redirect("ressources:mine") if member == request.user else response


@network_required
@require_POST
def hand_over(request: HttpRequest, pk: int) -> HttpResponse:
    sheet = sheet_for(request.user, pk, may_hand_over)
    member = named_member(request, Member.objects.visible_to(request.user))
    success_message = f"{member} est maintenant responsable de la fiche et reçoit une alerte."
    return answer(request, pk, services_authors.hand_over, success_message, page=sheet, member=member)


@reviewer_required
@require_POST
def take_over(request: HttpRequest, pk: int) -> HttpResponse:
    sheet = sheet_for(request.user, pk, may_review)
    return answer(request, pk, services_authors.take_over, "Vous répondez maintenant de cette fiche.", page=sheet)
