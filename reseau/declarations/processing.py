"""Register of processing: accounts, connections, directory of the network."""

from django.conf import settings

from reseau.people.connections.limits import CARD_IDLE, LONGEST, MEMBER_IDLE
from reseau.people.personal_data.declaration import Basis, Processing, period

PROCESSING = (
    Processing(
        name="Comptes et connexions",
        purpose="Ouvrir le site aux membres du réseau et à eux seuls, protéger leur compte.",
        basis=Basis.PUBLIC_INTEREST,
        people="Membres du réseau, personnes invitées, personnes qui ont une carte.",
        data=(
            "Nom, adresse électronique, empreinte du mot de passe, invitation reçue\u00a0; navigateur, ordinateur "
            "de l’EPM, "
            "heures d’ouverture et de dernier usage de chaque connexion\u00a0; premiers pas et nouveautés déjà lus."
        ),
        recipients="La personne\u00a0; la coordination et l’animation du territoire qui l’ont invitée.",
        retention=(
            "Compte\u00a0: jusqu’à son effacement, à la demande ou par la coordination. Invitation sans "
            "réponse\u00a0: fermée "
            f"après {period(settings.INVITATION_DAYS)}. Connexion\u00a0: close après {period(MEMBER_IDLE)} sans usage "
            f"({period(CARD_IDLE)} avec une carte), {period(LONGEST)} au plus, effacée le lendemain."
        ),
        fields={
            "reseau.Member_groups": "member group",
            "reseau.Member_user_permissions": "member permission",
            "reseau.Member": (
                "password last_login is_superuser email first_name last_name search_name phone about "
                "email_shown_to phone_shown_to offers_shown_to wants_shown_to "
                "keeps_name keeps_name_note is_active is_fictitious welcome_step news_read_until last_sign date_joined"
            ),
            "reseau.Connection": "session_data expire_date member computer by_card browser started last_used",
            "reseau.AgendaFeed": "member created",
            "reseau.NewsFeed": "member created",
            "reseau.Computer": "name registered_by",
            "reseau.Invitation": (
                "email first_name last_name role epm territory contract invited_by former_link created expires_at "
                "accepted_at member"
            ),
            "account.EmailAddress": "user email verified primary",
            "account.EmailConfirmation": "email_address created sent key",
            "sessions.Session": "session_data",
        },
    ),
    Processing(
        name="Annuaire du réseau",
        purpose="Savoir qui anime quel lieu, et se joindre entre membres.",
        basis=Basis.PUBLIC_INTEREST,
        people="Membres du réseau, salariés et bénévoles.",
        data=(
            "Nom, téléphone professionnel, ce que la personne sait faire et peut apporter, qui elle laisse lire "
            "chacun de ces points\u00a0; les réunions qu’elle annonce\u00a0; "
            "ses postes\u00a0: rôle, lieu, "
            "statut, dates, ce qui a été transmis à leur fermeture, "
            "les notes des visites de l’animation du territoire, les photos des lieux, "
            "adresse de l’employeur dont l’accord est demandé\u00a0; "
            "qui a importé un fichier de lieux, et ce qu’il a changé."
        ),
        recipients=(
            "Les membres du réseau, ou ceux du territoire, ou la coordination et l’animation du territoire "
            "seules, selon le choix de la personne pour son adresse, son téléphone, ce qu’elle sait faire et ce "
            "qu’elle veut apprendre. L’adresse de l’employeur\u00a0: la coordination et l’animation du territoire."
        ),
        retention="Autant que le compte\u00a0; un poste fini reste, avec ses dates, tant que le compte existe.",
        fields={
            "reseau.Departure": (
                "member position closed_position previous_end epm lines handed_over closed_by at undone_at undone_by"
            ),
            "reseau.KnowHow": "member tag",
            "reseau.Position": "member role epm territory contract employer_email is_referent start end",
            "reseau.Meeting": "title elsewhere link text announced_by",
            "reseau.EPM": (
                "name slug search_name address address_complement phone email opening_hours hours_note former_hours "
                "presentation summary visiting_services host_name checked_by"
            ),
            "reseau.HoursReport": "note",
            "reseau.PlaceImport": "table imported_by confirmed_by undone_by",
            "reseau.ImportedPlace": "name changes kept",
            "reseau.PlacePicture": "file small alternative credit people added_by",
            "reseau.PlaceVisit": "epm visitor date note is_shared created",
        },
    ),
)
