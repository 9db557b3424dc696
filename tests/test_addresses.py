"""Addresses of the site: each resolves, and each view checks its access."""

import ast
from collections.abc import Callable, Iterator
from contextlib import suppress

import pytest
from django.apps import apps
from django.conf import settings
from django.urls import NoReverseMatch, URLPattern, URLResolver, get_resolver, resolve, reverse

from tests.factories.b2i import LearnerFactory
from tests.test_architecture import APPS, ROOT, app_modules, at, complain, definitions, tree

# Address → name of its view. Change one only with a redirect or a note.
ADDRESSES = {
    "/connexion/": "account_login",
    "/deconnexion/": "account_logout",
    "/compte/": "account_email",
    "/carte/": "b2i:card_login",
    "/annuaire/": "reseau:directory",
    "/annuaire/epm-de-gramat/": "reseau:epm",
    "/membres/": "reseau:members",
    "/ressources/": "ressources:library",
    "/ressources/une-fiche/": "ressources:sheet",
    "/ressources/une-fiche/fiche.pdf": "ressources:sheet_pdf",
    "/ressources/une-fiche/memo.pdf": "ressources:memo_pdf",
    "/ressources/une-fiche/atelier.zip": "ressources:take_away",
    "/ressources/flux.atom": "ressources:feed",
    "/ressources/veille/": "ressources:watch",
    "/ressources/veille/a-trier/": "ressources:watch_inbox",
    "/ressources/veille/flux/": "ressources:watch_feeds",
    "/ressources/proposer/": "ressources:propose",
    "/ressources/importer/": "ressources:import",
    "/ressources/importer/1/": "ressources:import_batch",
    "/ressources/a-relire/": "ressources:review_queue",
    "/ressources/fiches/garder/": "ressources:keep",
    "/ressources/fiches/commencees/1/apercu/": "ressources:kept_preview",
    "/ressources/fiches/1/reunir/2/": "ressources:unite",
    "/ressources/fiches/1/versions/": "ressources:versions",
    "/ressources/fiches/1/versions/comparer/": "ressources:compare",
    "/ressources/fiches/1/versions/2/": "ressources:version",
    "/ressources/fiches/1/fichiers/": "ressources:files",
    "/ressources/fiches/1/images/": "ressources:pictures",
    "/ressources/images/1/petite": "ressources:picture",
    "/ressources/fiches/1/suivi/": "ressources:upkeep",
    "/ressources/fiches/1/auteurs/": "ressources:authors",
    "/ressources/fiches/1/adapter/": "ressources:adapt",
    "/ressources/fiches/1/origine/": "ressources:comparison",
    "/ressources/une-fiche/adaptations/": "ressources:adaptations",
    "/ressources/mots-cles/": "ressources:tags",
    "/ressources/depuis-un-sujet/reseau/un-sujet/": "ressources:from_topic",
    "/ressources/fiches/1/discuter/": "ressources:discuss",
    "/ressources/sans-auteur/": "ressources:orphans",
    "/ressources/prochains-ateliers/": "ressources:next_workshops",
    "/ressources/prochains-ateliers/1/": "ressources:open_workshop",
    "/agenda/": "reseau:agenda",
    "/agenda/public.ics": "reseau:agenda_public_feed",
    "/agenda/1-jeton.ics": "reseau:agenda_feed",
    "/agenda/reunions/1/": "reseau:meeting",
    "/agenda/calendrier/": "reseau:agenda_follow",
    "/flux/": "reseau:feeds",
    "/flux/agenda.atom": "reseau:public_feed",
    "/flux/1-jeton/sujets.atom": "reseau:private_feed",
    "/ressources/fiches/1/annoncer/": "ressources:announce",
    "/ressources/mes-ateliers/": "ressources:my_deliveries",
    "/ressources/fiches/1/anime/": "ressources:deliver",
    "/ressources/fiches/1/animations/": "ressources:deliveries",
    "/ressources/mes-favoris/": "ressources:favourites",
    "/ressources/mes-retours/": "ressources:my_feedback",
    "/ressources/fiches/1/retours/": "ressources:feedback",
    "/ressources/collections/1/": "ressources:collection",
    "/ressources/collections/partagee/jeton/": "ressources:shared_collection",
    "/ressources/obsoletes/": "ressources:obsolete_list",
    "/ressources/fichiers/1/memo.pdf": "ressources:download",
    "/formation/": "formation:catalogue",
    "/formation/une-formation/": "formation:training",
    "/formation/plan/2026/": "formation:plan",
    "/formation/plan/2026/bilan/": "formation:report",
    "/formation/plan/2026/bilan/bilan.pdf": "formation:report_pdf",
    "/formation/plan/2026/bilan/bilan.ods": "formation:report_ods",
    "/formation/plan/2026/dossier/": "formation:dossier_choice",
    "/formation/archives/": "formation:archives",
    "/formation/dossiers/": "formation:dossiers",
    "/formation/dossiers/1/": "formation:dossier",
    "/formation/dossiers/1/dossier.zip": "formation:dossier_zip",
    "/formation/sessions/1/": "formation:session",
    "/formation/sessions/1/emargement/2/": "formation:attendance",
    "/formation/sessions/1/emargement/2/code/": "formation:attendance_code",
    "/formation/presence/un-code/": "formation:scan",
    "/formation/presence/demi-journee/2/": "formation:presence",
    "/hors-ligne.js": "offline_worker",
    "/hors-ligne/": "offline_door",
    "/hors-ligne/cle/": "reseau:owner_secret",
    "/formation/mes-formations/": "formation:mine",
    "/formation/mes-formations/parcours.pdf": "formation:my_record_pdf",
    "/formation/mes-formations/parcours.json": "formation:my_record_json",
    "/formation/mes-formations/attestations/1.pdf": "formation:certificate_pdf",
    "/formation/parcours/1/": "formation:record",
    "/formation/sessions/1/evaluation/": "formation:evaluation",
    "/formation/sessions/1/evaluation/a-froid/": "formation:evaluation_cold",
    "/formation/sessions/1/evaluations/": "formation:evaluations",
    "/formation/sessions/1/attestations.zip": "formation:session_certificates",
    "/formation/sessions/1/messages/": "formation:session_messages",
    "/formation/sessions/1/convocation.pdf": "formation:convocation",
    "/formation/sessions/1/covoiturage/": "formation:rides",
    "/formation/sessions/1/ordre-de-mission.pdf": "formation:mission",
    "/formation/mes-formations/frais/2026.pdf": "formation:my_mileage",
    "/formation/calendriers/": "formation:calendar_feeds",
    "/formation/calendriers/jeton.ics": "formation:calendar_feed",
    "/formation/besoins/": "formation:wishes",
    "/formation/besoins/1/": "formation:wish",
    "/formation/trouver-une-date/": "formation:find_date",
    "/formation/formateurs/": "formation:trainers",
    "/formation/mes-deplacements/": "formation:own_travel",
    "/formation/mes-disponibilites/": "formation:availability",
    "/formation/plan/2026/kilometres/": "formation:travel",
    "/b2i/": "b2i:index",
    "/b2i/referentiels/b2i-adultes-2012/": "b2i:framework",
    "/b2i/referentiels/b2i-adultes-2012/D1.2/": "b2i:skill",
    "/b2i/livrets/": "b2i:records",
    "/b2i/livrets/1/": "b2i:record",
    "/b2i/a-valider/": "b2i:to_validate",
    "/b2i/a-valider/1/": "b2i:proposal",
    "/b2i/habilitations/": "b2i:accreditations",
    "/b2i/livrets/1/referentiels/digcomp-2-2/": "b2i:record_elsewhere",
    "/b2i/livrets/1/livret.pdf": "b2i:booklet",
    "/b2i/mon-livret/": "b2i:my_record",
    "/b2i/mon-livret/mes-donnees/": "b2i:my_data",
    "/b2i/mon-livret/donnees.json": "b2i:my_json",
    "/b2i/mon-livret/donnees.pdf": "b2i:my_pdf",
    "/b2i/mon-livret/contester/1/": "b2i:contest_line",
    "/b2i/mon-livret/retrait.pdf": "b2i:my_withdrawal_pdf",
    "/b2i/livrets/1/retrait.pdf": "b2i:withdrawal_pdf",
    "/b2i/livrets/accord.pdf": "b2i:blank_consent",
    "/donnees-personnelles/registre.pdf": "register_pdf",
    "/donnees-personnelles/traitements/accord/": "processing",
    "/b2i/livrets/importer/": "b2i:learner_import",
    "/b2i/livrets/importer/modele.ods": "b2i:import_model",
    "/b2i/livrets/livrets.ods": "b2i:group_sheet",
    "/b2i/livrets/mis-de-cote/": "b2i:put_aside_list",
    "/b2i/livrets/sans-nouvelles/": "b2i:dormant",
    "/b2i/livrets/1/droits/": "b2i:learner_rights",
    "/b2i/livrets/1/donnees.json": "b2i:learner_json",
    "/b2i/livrets/1/effacer/": "b2i:learner_erase",
    "/b2i/eliminations/": "b2i:eliminations",
    "/b2i/eliminations/1/": "b2i:elimination",
    "/b2i/eliminations/1/bordereau.csv": "b2i:elimination_csv",
    "/b2i/mon-livret/livret.pdf": "b2i:my_booklet",
    "/b2i/mon-livret/referentiels/pix-crcn/": "b2i:my_record_elsewhere",
    "/b2i/mon-livret/lecteurs/": "b2i:my_followers",
    "/b2i/mon-livret/ouvertures/": "b2i:my_accesses",
    # Fetched by verifiers of badges, years later.
    "/b2i/badges/did.json": "b2i:badge_did",
    "/b2i/badges/cles.json": "b2i:badge_keys",
    "/b2i/badges/emetteur.json": "b2i:badge_profile",
    "/b2i/badges/revocations.jwt": "b2i:badge_revocations",
    "/b2i/releves/1/releve.pdf": "b2i:statement_pdf",
    "/b2i/releves/1/badge.jwt": "b2i:statement_badge",
    "/b2i/livrets/1/jury/": "b2i:candidacy",
    "/b2i/jury/": "b2i:juries",
    "/b2i/chiffres/": "b2i:figures",
    "/forums/": "forums:index",
    "/forums/reseau/": "forums:forum",
    "/forums/reseau/un-sujet/": "forums:topic",
    "/recherche/": "search:results",
    "/recherche/suggestions/": "search:suggestions",
    "/recherche/ouvert/": "search:opened",
    "/recherche/sans-reponse/": "search:queue",
    "/alertes/": "alertes:list",
    "/alertes/recherches/": "alertes:searches",
    "/alertes/courriels/": "alertes:mails",
    "/alertes/courriels/recus/": "alertes:received",
    "/sante/": "health",
    "/contact/": "contact",
    "/contact/envoye/": "contact_sent",
    "/robots.txt": "robots",
    "/sitemap.xml": "sitemap",
    "/.well-known/security.txt": "security_txt",
    "/aide/": "help",
    "/aide/une-page/": "help_article",
    "/aide/nouveautes/": "help_news",
    "/bienvenue/": "welcome",
    "/attestations/": "proof_form",
    "/attestations/7K3M-9QTR-2XWC/": "proof",
    "/admin/": "wagtailadmin_home",
}
PAGES = (
    "/",
    "/actualites/",
    "/contact/",
    "/attestations/",
    "/accessibilite/",
    "/mentions-legales/",
    "/donnees-personnelles/",
)
FOR_LEARNERS = {"b2i:my_record", "b2i:my_domain", "b2i:my_data", "b2i:my_json", "b2i:my_pdf", "b2i:contest"}
FOR_LEARNERS |= {"b2i:my_record_elsewhere", "b2i:my_booklet", "b2i:my_followers", "b2i:my_accesses"}
FOR_LEARNERS |= {"reseau:stay_connected", "reseau:owner_secret", "b2i:my_withdrawal_pdf"}
LISTS_AND_RECORDS = ("ListView", "DetailView", "UpdateView", "DeleteView")
DECLARES_METHODS = {"require_POST", "require_GET", "require_safe", "require_http_methods"}


@pytest.mark.parametrize(("address", "name"), ADDRESSES.items())
def test_address_resolves_to_its_view(address, name):
    assert resolve(address).view_name == name


@pytest.mark.parametrize("address", PAGES)
def test_page_of_a_new_site_opens_for_a_visitor(client, site_tree, address):
    assert client.get(address).status_code == 200


def views(patterns=None, prefix: str = "") -> Iterator[tuple[str, Callable]]:
    """Every view of the project, with its full name."""
    for pattern in get_resolver().url_patterns if patterns is None else patterns:
        if isinstance(pattern, URLResolver):
            namespace = f"{pattern.namespace}:" if pattern.namespace else ""
            if not namespace or pattern.namespace in APPS:
                yield from views(pattern.url_patterns, prefix + namespace)
        elif isinstance(pattern, URLPattern) and pattern.name and is_ours(pattern.callback):
            yield prefix + pattern.name, pattern.callback


def is_ours(callback: Callable) -> bool:
    return getattr(callback, "view_class", callback).__module__.split(".")[0] in APPS


def is_public(callback: Callable) -> bool:
    return not getattr(callback, "login_required", True)


def plain_addresses() -> dict[str, tuple[str, Callable]]:
    """Addresses of the project without argument."""
    found = {}
    for name, callback in views():
        with suppress(NoReverseMatch):
            found[reverse(name)] = (name, callback)
    return found


LOGINS = (str(settings.LOGIN_URL), "/carte/?next=%2Fb2i%2Fmon-livret%2F")


@pytest.mark.django_db
def test_visitor_is_redirected_to_login(client, site_tree):
    leaks = []
    for address, (name, callback) in plain_addresses().items():
        answer = client.get(address)
        sent_away = answer.status_code == 302 and answer.url.startswith(LOGINS)
        if not sent_away and not is_public(callback):
            leaks.append(f"{address} ({name}): {answer.status_code}")
    complain(leaks, "A visitor gets these pages, which do not say @login_not_required:")


@pytest.mark.django_db
def test_learner_gets_404_on_network_pages(client_of, site_tree):
    learner = LearnerFactory()
    client, leaks = client_of(learner.member), []
    for address, (name, callback) in plain_addresses().items():
        if not is_public(callback) and name not in FOR_LEARNERS:
            answer = client.get(address)
            if answer.status_code not in {404, 405}:
                leaks.append(f"{address} ({name}): {answer.status_code}")
    complain(leaks, "A learner gets these pages; answer 404 (reseau.permissions), or add them to FOR_LEARNERS:")


def test_lists_and_records_check_their_visibility():
    guarded = {model.__name__ for model in apps.get_models() if hasattr(model._default_manager, "visible_to")}
    bare = []
    for path in app_modules():
        for node in definitions(path, (ast.ClassDef,)) if "views" in {path.stem, path.parent.name} else ():
            if not any(base.id.endswith(LISTS_AND_RECORDS) for base in node.bases if isinstance(base, ast.Name)):
                continue
            words = words_of(node, path)
            enough = {"visible_to"} if words & guarded else {"visible_to", "login_not_required"}
            if not words & (enough | predicates()):
                bare.append(f"{at(path, node)} {node.name}")
    complain(bare, "Take these lists and records through visible_to(user), or guard them with a predicate:")


def predicates() -> set[str]:
    """Names defined by the modules `people.permissions`: predicates, and decorators built from them."""
    bodies = [node for path in app_modules() if path.stem == "permissions" for node in tree(path).body]
    functions = {node.name for node in bodies if isinstance(node, ast.FunctionDef)}
    return functions | {target.id for node in bodies if isinstance(node, ast.Assign) for target in node.targets}


def words_of(node, path) -> set[str]:
    """Names used by a class, and by the functions it uses in its own module."""
    neighbours = {other.name: other for other in tree(path).body if hasattr(other, "name")}
    assigned = [other for other in tree(path).body if isinstance(other, ast.Assign)]
    neighbours |= {target.id: other for other in assigned for target in other.targets if isinstance(target, ast.Name)}
    words, waiting = set(), [node]
    while waiting:
        walked = list(ast.walk(waiting.pop()))
        new = {name.id for name in walked if isinstance(name, ast.Name)} - words
        words |= new | {name.attr for name in walked if isinstance(name, ast.Attribute)}
        waiting += [neighbours[name] for name in new & neighbours.keys()]
    return words


def test_view_functions_declare_their_methods():
    bare = []
    for name, callback in views():
        if hasattr(callback, "view_class"):
            continue
        path = ROOT / f"{callback.__module__.replace('.', '/')}.py"
        found = [node for node in tree(path).body if getattr(node, "name", "") == callback.__name__]
        bare += [f"{at(path, node)} {node.name} ({name})" for node in found if not decorators(node) & DECLARES_METHODS]
    complain(bare, "Decorate these views with @require_POST (an action) or @require_safe (a page):")


def decorators(node) -> set[str]:
    called = [item.func if isinstance(item, ast.Call) else item for item in node.decorator_list]
    return {item.id if isinstance(item, ast.Name) else item.attr for item in called}
