"""Services of others: where pages lead, and what the site asks. Nothing is asked where no address is given."""

import environ

_env = environ.Env()

# « Et après ? » on the page of learners: where they go on. Empty: nothing is offered.
NEXT_STEP_URL = _env("EXTRANET_NEXT_STEP_URL", default="https://pix.fr/abc-diag").strip()
# SIRET of who publishes the directory, in the names of open files (reseau.directory.open_data); empty: ORGANISATION.
PRODUCER_SIRET = "".join(_env("EXTRANET_PRODUCER_SIRET", default="").split())
if PRODUCER_SIRET and not (PRODUCER_SIRET.isdigit() and len(PRODUCER_SIRET) == 14):
    raise environ.ImproperlyConfigured("EXTRANET_PRODUCER_SIRET : quatorze chiffres, ou rien.")
# Router (OSRM) that measures journeys by road (formation.proof.travel.router), seconds to wait; empty: estimates.
ROUTER_URL = _env("EXTRANET_ROUTER_URL", default="")
ROUTER_TIMEOUT = _env.float("EXTRANET_ROUTER_TIMEOUT", default=2)
# Address at which replies to mails of the site come in, and the mailbox where they are read (imaps://…); empty: none.
REPLY_ADDRESS = _env("EXTRANET_REPLY_ADDRESS", default="").strip()
REPLY_MAILBOX = _env("EXTRANET_REPLY_MAILBOX", default="").strip()
# Machines of the operator's own network that feeds may be read from, as « 10.0.0.5:80 »; public ones need no word here.
OUTSIDE_ALLOWED = _env.list("EXTRANET_OUTSIDE_ALLOWED", default=[])
# Tiles under the detailed map of places, as « https://tuiles.example.org/{z}/{x}/{y}.png », and whom to credit.
# Empty: no detailed map, and not a byte of it in any page.
TILES_URL = _env("EXTRANET_TILES_URL", default="").strip()
TILES_CREDIT = _env("EXTRANET_TILES_CREDIT", default="© les contributeurs d’OpenStreetMap").strip()
