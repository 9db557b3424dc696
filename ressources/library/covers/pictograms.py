"""The pictogram of a cover: what the sheet is about, in one drawing, found from its words.

The table goes from the precise to the general: of several subjects the first is drawn. What the title names counts
before the keywords, which often name the device or the setting too.
"""

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from search.language.analysis import fold


class Subject(NamedTuple):
    """`domain`: the domain of the B2i, 1 to 5, in which people look for it; `words` are written as in a dictionary."""

    pictogram: str
    domain: int
    words: str


SUBJECTS = (
    Subject("key-round", 1, "mot de passe, identifiant, phrase secrète, code secret"),
    Subject("accessibility", 1, "accessibilité, handicap, malvoyant, dictée"),
    Subject("paperclip", 5, "pièce jointe"),
    Subject("wrench", 1, "bonne santé, entretien, nettoyage, dépannage, panne"),
    Subject("heart-pulse", 2, "santé, ameli, remboursement, médecin, doctolib, dossier médical"),
    Subject("hand-coins", 2, "aide sociale, aides, caf, rsa, allocation, apl, retraite"),
    Subject("shopping-cart", 2, "achat, acheter, achat en ligne, boutique, commande"),
    Subject("credit-card", 2, "banque, carte bancaire, paiement, payer, virement"),
    Subject("train-front", 4, "trajet, transport, covoiturage, horaire, train, billet"),
    Subject("map", 4, "itinéraire, gps, carte routière"),
    Subject("copyright", 2, "droit d’auteur, creative commons, licence libre"),
    Subject("landmark", 2, "démarche, démarche en ligne, impôt, franceconnect, carte grise, carte d’identité, mairie"),
    Subject("briefcase", 5, "cv, emploi, candidature, france travail, lettre de motivation"),
    Subject("calculator", 3, "tableur, budget, calcul, excel"),
    Subject("presentation", 3, "diaporama, présentation, powerpoint"),
    Subject("scan-text", 3, "numériser, numérisation, scanner"),
    Subject("printer", 1, "imprimer, impression, imprimante"),
    Subject("podcast", 3, "podcast, balado, radio"),
    Subject("mic", 3, "sonore, audio, témoignage, enregistrement"),
    Subject("headphones", 3, "musique, écouter"),
    Subject("video", 5, "visioconférence, visio, appel vidéo, webcam"),
    Subject("film", 3, "vidéo, film, montage"),
    Subject("camera", 3, "photographier, appareil photo, prise de vue"),
    Subject("calendar-days", 5, "agenda, calendrier, rendez-vous"),
    Subject("users", 5, "collaboration, pad, à plusieurs, réseau social, facebook"),
    Subject("tag", 5, "annonce, petites annonces, vendre"),
    Subject("usb", 1, "clé usb, disque dur, copie"),
    Subject("cloud", 1, "nuage, cloud, drive, sauvegarde"),
    Subject("folder", 1, "dossier, classer"),
    Subject("star", 4, "favori, marque-page"),
    Subject("inbox", 5, "indésirable, ranger sa messagerie, spam"),
    Subject("messages-square", 5, "messagerie instantanée, whatsapp, signal, discussion"),
    Subject("triangle-alert", 2, "arnaque, hameçonnage, piratage, frauduleux, fraude, escroquerie"),
    Subject("mail", 5, "courriel, mél, adresse électronique, messagerie, e-mail"),
    Subject("footprints", 2, "traces, traces en ligne, navigation privée, cookies"),
    Subject("eye-off", 2, "confidentialité, vie privée, données personnelles"),
    Subject("bot", 4, "intelligence artificielle, ia, chatbot, robot"),
    Subject("newspaper", 4, "actualité, veille, presse, information, flux"),
    Subject("languages", 4, "traduction, traduire, langue"),
    Subject("graduation-cap", 1, "école, pronote, devoirs, pix, évaluation"),
    Subject("gamepad-2", 1, "jeu, jeux vidéo"),
    Subject("mouse", 1, "souris, pavé tactile"),
    Subject("keyboard", 1, "clavier, taper"),
    Subject("wifi", 1, "wifi, wi-fi, box, connexion internet"),
    Subject("tablet", 1, "tablette"),
    Subject("a-large-small", 3, "police, taille du texte"),
    Subject("panel-top", 3, "affiche, mise en page, site internet, blog"),
    Subject("file-text", 3, "traitement de texte, lettre, document, pdf, writer"),
    Subject("image", 3, "photo, image, retouche, dessin"),
    Subject("refresh-cw", 1, "mise à jour"),
    Subject("package", 1, "logiciel, installation, installer, logiciel libre"),
    Subject("smartphone", 1, "smartphone, téléphone, android, iphone, sms"),
    Subject("laptop", 1, "ordinateur, windows, portable, matériel"),
    Subject("search", 4, "recherche, chercher, moteur de recherche"),
    Subject("globe", 4, "navigateur, web, internet"),
    Subject("coffee", 5, "café, permanence, rencontre"),
    Subject("archive", 3, "patrimoine, mémoire, archives"),
    Subject("lock", 2, "sécurité, protéger"),
)

# The drawing of a sheet whose words name no subject: that of its domain, 0 for none.
DOMAIN_PICTOGRAMS = ("book-open", "monitor", "shield-check", "pen-line", "compass", "message-circle")
PICTOGRAMS = tuple(dict.fromkeys((*DOMAIN_PICTOGRAMS, *(subject.pictogram for subject in SUBJECTS))))


def pattern_of(subject: Subject) -> re.Pattern:
    """Return what finds its words in a folded text, in the singular and in the plural."""
    phrases = (phrase.split() for phrase in fold(subject.words).split(", "))
    spellings = (r"[sx]? ".join(map(re.escape, words)) for words in phrases)
    return re.compile(rf"\b(?:{'|'.join(spellings)})[sx]?\b")


PATTERNS = tuple((subject, pattern_of(subject)) for subject in SUBJECTS)


def find_subject(title: str, tags: Iterable[str]) -> Subject | None:
    """Return the subject that the title names, otherwise that of the keywords; None if the words name none."""
    return _subject_in(title) or _subject_in("; ".join(tags))


@lru_cache(maxsize=4096)
def _subject_in(text: str) -> Subject | None:
    folded_text = fold(text.replace("'", "’"))
    return next((subject for subject, pattern in PATTERNS if pattern.search(folded_text)), None)
