"""Register of processing: mails and notices, letters, replies, saved searches, subscriptions."""

from alertes.channels.mails.services import KEPT
from alertes.channels.push.services import KEPT as PUSH_KEPT
from alertes.channels.replies.models import REFUSED_KEPT, SEEN_KEPT
from reseau.people.personal_data.declaration import Basis, Processing, period

PROCESSING = (
    Processing(
        name="Courriels, alertes et messages de contact",
        purpose=(
            "Prévenir les personnes, transmettre ce que les membres s’écrivent, répondre à qui écrit par la page de "
            "contact, prouver ce qui est parti."
        ),
        basis=Basis.PUBLIC_INTEREST,
        people="Membres du réseau, employeurs consultés, personnes qui écrivent par la page de contact.",
        data=(
            "Adresse, objet, texte et pièces jointes, nouvelles d’un résumé, heure d’envoi, échec\u00a0; choix, heures "
            "calmes de «\u00a0Ce que je reçois\u00a0»\u00a0; alertes lues."
        ),
        recipients=(
            "La personne. Message d’un membre\u00a0: la personne à qui il écrit, avec son adresse, et lui-même, pour "
            "copie. Message de contact\u00a0: qui répond, selon le sujet et la commune."
        ),
        retention=(
            f"{period(KEPT).capitalize()} après l’envoi, puis effacé. Choix et alertes\u00a0: autant que le compte."
        ),
        fields={
            "alertes.Mail": (
                "member outsider key matter kind subject text url reply_to answers follows_notice is_urgent is_asked "
                "followed state fact planned due attempts claimed settled address problem enclosed"
            ),
            "alertes.Enclosure": "mail name content_type content method",
            "alertes.MailItem": (
                "member mail key kind matter text details url page answers follows_notice followed fact is_asked "
                "created due"
            ),
            "alertes.RefusedAddress": "address answer since",
            "alertes.ReturnedMail": "mail address status answer at",
            "alertes.MailChoice": "member matter rhythm",
            "alertes.KindChoice": "member kind rhythm is_shown",
            "alertes.QuietHours": "member begin end",
            "alertes.Notice": "member key kind is_shown text url page created read_at",
        },
    ),
    Processing(
        name="Alertes sur les appareils",
        purpose="Afficher sur un appareil, à qui le demande, ce qui lui arrive aussitôt.",
        basis=Basis.PUBLIC_INTEREST,
        people="Membres du réseau qui relient un appareil.",
        data=(
            "Navigateur et son système, adresse d’envoi et clés que le navigateur donne, depuis quand, dernière "
            "alerte\u00a0; heure, essais et échec de chaque envoi."
        ),
        recipients=(
            "La personne seule. L’éditeur de son navigateur (Google, Mozilla, Apple, Microsoft) transmet un message "
            "chiffré, qu’il ne peut pas lire, et sait que l’appareil en reçoit."
        ),
        retention=(
            "Appareil\u00a0: jusqu’à ce que la personne le retire ou s’y déconnecte, qu’une autre s’y connecte, ou que "
            f"son navigateur ne réponde plus\u00a0; au plus autant que le compte. Envois\u00a0: {period(PUSH_KEPT)}."
        ),
        fields={
            "alertes.PushDevice": "member endpoint public_key auth_secret browser created last_told",
            "alertes.PushedNotice": "device notice is_asked due attempts claimed settled problem",
        },
    ),
    Processing(
        name="Réponses par courriel",
        purpose="Publier sur le site ce qu’une personne répond à un courriel.",
        basis=Basis.PUBLIC_INTEREST,
        people="Membres du réseau\u00a0; personnes qui écrivent par erreur à l’adresse de réponse.",
        data="Courriel reçu, membre reconnu à l’adresse de réponse, suite donnée.",
        recipients=(
            "Ce qui est publié\u00a0: qui lit le sujet. Le reste\u00a0: personne\u00a0; la coordination voit "
            "qui a écrit, quand, et pourquoi ce n’est pas publié."
        ),
        retention=(
            f"Publié\u00a0: le courriel est effacé aussitôt. Refusé\u00a0: {period(REFUSED_KEPT)}. La trace\u00a0: "
            f"{period(SEEN_KEPT)}."
        ),
        fields={
            "alertes.IncomingMail": "identity raw size received state member about url attempts problem",
        },
    ),
    Processing(
        name="Lettres des territoires",
        purpose="Dire chaque semaine, à qui travaille dans un territoire, ce qu’il y a à y lire et à y faire.",
        basis=Basis.PUBLIC_INTEREST,
        people="Animation territoriale et coordination, qui relisent une lettre.",
        data="Mot d’accueil, titres et dates de ce que voit le territoire, qui a changé la lettre en dernier.",
        recipients="Membres du territoire, coordination.",
        retention="Un an.",
        fields={
            "alertes.Letter": "territory week introduction state revision changed_by prepared settled",
            "alertes.LetterLine": "letter section key text details url rank is_kept",
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
    Processing(
        name="Sujets suivis",
        purpose="Prévenir une personne de ce qui arrive à ce qu’elle suit\u00a0: sujet, mot-clé, fiche, territoire.",
        basis=Basis.PUBLIC_INTEREST,
        people="Membres du réseau\u00a0; une personne suivie est un membre du réseau, par ses écrits pour tous.",
        data="Ce qui est suivi, depuis quand, à quel rythme, et ce que la personne ne veut plus suivre.",
        recipients="La personne seule.",
        retention="Autant que le compte.",
        fields={
            "alertes.Subscription": "member subject rhythm created ended",
        },
    ),
)
