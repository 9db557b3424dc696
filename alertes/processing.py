"""Register of processing: mails and notices, saved searches."""

from alertes.mails.services import KEPT
from alertes.replies.models import REFUSED_KEPT, SEEN_KEPT
from reseau.personal_data.declaration import Basis, Processing, period

PROCESSING = (
    Processing(
        name="Courriels, alertes et messages de contact",
        purpose="Prévenir les personnes, répondre à qui écrit par la page de contact, prouver ce qui est parti.",
        basis=Basis.PUBLIC_INTEREST,
        people="Membres du réseau, employeurs consultés, personnes qui écrivent par la page de contact.",
        data=(
            "Adresse, objet, texte et pièces jointes, heure d’envoi, échec\u00a0; choix de «\u00a0Mes "
            "courriels\u00a0»\u00a0; alertes lues."
        ),
        recipients="La personne. Message de contact\u00a0: qui répond, selon le sujet et la commune.",
        retention=(
            f"{period(KEPT).capitalize()} après l’envoi, puis effacé. Choix et alertes\u00a0: autant que le compte."
        ),
        fields={
            "alertes.Mail": (
                "member outsider key matter subject text url reply_to answers follows_notice state planned due "
                "attempts claimed settled address problem enclosed"
            ),
            "alertes.Enclosure": "mail name content_type content method",
            "alertes.MailChoice": "member matter rhythm",
            "alertes.Notice": "member key text url created read_at",
        },
    ),
    Processing(
        name="Réponses par courriel",
        purpose="Publier sur le site ce qu’une personne répond à un courriel.",
        basis=Basis.PUBLIC_INTEREST,
        people="Membres du réseau\u00a0; personnes qui écrivent par erreur à l’adresse de réponse.",
        data="Courriel reçu, membre reconnu à l’adresse de réponse, suite donnée.",
        recipients="Ce qui est publié\u00a0: qui lit le sujet. Le reste\u00a0: personne.",
        retention=(
            f"Publié\u00a0: le courriel est effacé aussitôt. Refusé\u00a0: {period(REFUSED_KEPT)}. La trace\u00a0: "
            f"{period(SEEN_KEPT)}."
        ),
        fields={
            "alertes.IncomingMail": "identity raw size received state member about url problem",
        },
    ),
    Processing(
        name="Recherches suivies",
        purpose="Prévenir une personne de ce qui paraît sur ce qu’elle suit.",
        basis=Basis.PUBLIC_INTEREST,
        people="Membres du réseau.",
        data="Mots et filtres suivis, résultats déjà annoncés.",
        recipients="La personne seule.",
        retention="Jusqu’à ce qu’elle cesse de suivre, au plus autant que le compte.",
        fields={
            "alertes.SavedSearch": "member text filters signature known is_too_broad revision created last_told",
        },
    ),
)
