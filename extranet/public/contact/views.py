"""Pages of the contact form: write, then learn who reads the message and when."""

from allauth.core.internal import ratelimit
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from extranet.public.contact.enums import ContactTopic
from extranet.public.contact.forms import ContactForm
from extranet.public.contact.models import ContactPage
from extranet.public.contact.recipients import recipient_of
from extranet.public.contact.services import send_message
from reseau.places.models.commune import Commune
from reseau.places.models.epm import EPM
from reseau.web.live_pages import live_pages
from reseau.web.queries.list_facets import query_value
from reseau.web.refusals import refusals_in

# How many messages leave from one address, and reach one mailbox.
# A town hall shares one address. A mailbox that 60 strangers write to in a day is under attack.
SENDER_LIMITS = {"contact": "8/10m/ip,40/d/ip"}
MAILBOX_LIMITS = {"contact_mailbox": "60/d/key"}
TOO_MANY_MESSAGE = (
    "Beaucoup de messages sont partis d’ici, et celui-ci n’est pas encore envoyé. Gardez cette page ouverte et "
    "renvoyez-le dans dix minutes, ou appelez un lieu du réseau."
)


def consume_message(request: HttpRequest, *, mailbox: str) -> bool:
    """Count a message; return False if too many left from here or reached `mailbox`."""
    sender = ratelimit.consume(request, app="extranet", action="contact", config=SENDER_LIMITS)
    if sender is None:
        return False
    return bool(
        ratelimit.consume(request, app="extranet", action="contact_mailbox", key=mailbox, config=MAILBOX_LIMITS)
    )


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def contact(request: HttpRequest) -> HttpResponse:
    """Show and send the form; `?sujet=` chooses the topic, `?lieu=` the place that one writes to."""
    if request.method != "POST":
        place = find_place(query_value(request, "lieu"))
        return page(request, ContactForm(initial=first_answers(request, place)), place=place)
    form = ContactForm(request.POST)
    if not form.is_valid():
        return page(request, form, place=form.cleaned_data.get("place"), status=422)
    data = {name: value for name, value in form.cleaned_data.items() if name != "site"}
    recipient = recipient_of(data["topic"], data["commune"], data["place"])
    if not consume_message(request, mailbox=" ".join(recipient.addresses)):
        form.add_error(None, TOO_MANY_MESSAGE)
        return page(request, form, place=data["place"], status=429)
    with refusals_in(form):
        send_message(recipient=recipient, **data)
        return redirect(sent_address(data))
    return page(request, form, place=data["place"], status=422)


def page(request: HttpRequest, form: ContactForm, *, place: EPM | None, status: int = 200) -> HttpResponse:
    context = {"page": live_pages(ContactPage).first(), "form": form, "place": place}
    return render(request, "extranet/public/contact/contact.html", context, status=status)


def find_place(slug: str) -> EPM | None:
    """Return the place that the address names; a form without one still reaches somebody."""
    return EPM.objects.open().with_place().filter(slug=slug).first() if slug else None


def first_answers(request: HttpRequest, place: EPM | None) -> dict[str, object]:
    """Return what is known of the sender, of the topic and of the place."""
    topic = query_value(request, "sujet")
    answers: dict[str, object] = {"topic": topic if topic in ContactTopic.values else ""}
    if place:
        answers |= {"place": place, "topic": answers["topic"] or ContactTopic.PLACE}
    if request.user.is_authenticated:
        user = request.user
        answers |= {"name": user.get_full_name(), "email": user.email or "", "phone": user.phone}
    return answers


def sent_address(data: dict) -> str:
    """Return the address of the page that says who reads the message: nothing in it says who wrote what."""
    query = {"sujet": data["topic"].value, "reponse": "courriel" if data["email"] else "telephone"}
    if data["place"]:
        query["lieu"] = data["place"].slug
    if data["commune"]:
        query["commune"] = data["commune"].insee_code
    return reverse("contact_sent", query=query)


@login_not_required
@require_safe
def contact_sent(request: HttpRequest) -> HttpResponse:
    topic = query_value(request, "sujet")
    commune = Commune.objects.select_related("territory").filter(pk=query_value(request, "commune")[:5]).first()
    place = find_place(query_value(request, "lieu"))
    asked = ContactTopic(topic) if topic in ContactTopic.values else ContactTopic.OTHER
    recipient = recipient_of(asked, commune, place)
    context = {
        "page": live_pages(ContactPage).first(),
        "recipient": recipient.words,
        "by_phone": query_value(request, "reponse") == "telephone",
        "commune": commune,
    }
    response = render(request, "extranet/public/contact/sent.html", context)
    response["X-Robots-Tag"] = "noindex"
    return response
