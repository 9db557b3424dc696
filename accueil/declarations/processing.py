"""Register of processing: appointments by video, tickets, seats."""

from accueil.declic.tickets.services import HISTORY_KEPT, HOLDER_KEPT
from accueil.visio.opinions.models import RECEIPT_KEPT, WAITING_KEPT
from reseau.people.personal_data.declaration import Basis, Processing, period

PROCESSING: tuple[Processing, ...] = (
    Processing(
        name="Rendez-vous des points visio",
        purpose="Faire rencontrer un service public par visio, dans un lieu proche, sans rien garder de l’entretien.",
        basis=Basis.PUBLIC_INTEREST,
        people="Habitants qui prennent rendez-vous, membres du réseau qui les accueillent.",
        data=(
            "Prénom et initiale, téléphone ou adresse électronique, commune\u00a0; service, motif choisi dans une "
            "liste, jour, heure, qui accueille. Après l’entretien, s’il a eu lieu, sa durée, si des documents ont été "
            "échangés, les kilomètres évités. Rien de ce qui s’y dit, rien sur la santé d’une personne."
        ),
        recipients=(
            "L’équipe du lieu, l’animation de son territoire, la coordination\u00a0; le partenaire, pour ses propres "
            "rendez-vous\u00a0; la passerelle de SMS, si l’exploitant en a choisi une. Le public lit les jours "
            "d’ouverture, jamais un nom."
        ),
        retention=(
            "Nom, téléphone, adresse et commune sont effacés trente jours après le rendez-vous. Le reste est gardé "
            "pour compter les entretiens."
        ),
        fields={
            "accueil.Partner": "name short_name slug presentation advice website email link_drawn state",
            "accueil.OpeningSlot": "room partner weekday begins ends first_day last_day link opened_by changed",
            "accueil.Appointment": (
                "partner service motive slot room desk welcomed_by day begins minutes name phone email commune link "
                "booked_through booked_by booked changed texted_for sequence state real_minutes has_documents "
                "kilometres"
            ),
            "accueil.AppointmentQuarter": "appointment day quarter room desk welcomed_by",
        },
    ),
    Processing(
        name="Avis après un entretien par visio",
        purpose="Savoir si l’accueil satisfait et si l’entretien répond aux attentes, par lieu et par partenaire.",
        basis=Basis.PUBLIC_INTEREST,
        people="Personnes reçues en visio, sans rien qui les désigne\u00a0; membres qui ouvrent une tablette.",
        data=(
            "Des nombres de réponses par lieu, partenaire et mois, que rien ne relie à une personne ni à un "
            "rendez-vous. Un avis donné avant que l’entretien soit noté attend seul. Qui a ouvert la tablette."
        ),
        recipients=(
            "Les taux, jamais sous cinq avis\u00a0: l’équipe du lieu, l’animation du territoire, la coordination. Le "
            "public lit ceux de tout le réseau."
        ),
        retention=(
            f"Les nombres\u00a0: autant que les rapports. Un avis qui attend\u00a0: {period(WAITING_KEPT)}. La clé par "
            f"laquelle il ne compte qu’une fois\u00a0: {period(RECEIPT_KEPT)}."
        ),
        fields={
            "accueil.OpinionTablet": "epm opened opened_by closed",
            "accueil.WaitingOpinion": "epm partner month welcome expectations received_on",
        },
    ),
    Processing(
        name="Postes de télétravail des télécentres",
        purpose="Réserver un poste par demi-journée, demander si la personne vient, le libérer sinon.",
        basis=Basis.PUBLIC_INTEREST,
        people="Personnes en télétravail, souvent sans compte\u00a0; membres du réseau qui réservent pour elles.",
        data=(
            "Prénom et initiale, employeur, demi-journées réservées, présence ou absence\u00a0; téléphone, et dates de "
            "l’accord de l’employeur, pour qui revient chaque semaine. Le nom de famille n’est pas gardé. Qui a "
            "réservé ou noté l’accord, et quand."
        ),
        recipients="L’équipe du lieu, et personne d’autre. Le public lit les demi-journées libres, sans nom.",
        retention=(
            "Trente jours après la demi-journée ou la fin de l’accord, nom, employeur et téléphone sont effacés. "
            "Le nombre de demi-journées reste."
        ),
        fields={
            "accueil.Telecentre": "epm mornings afternoons advice notice_days is_open changed changed_by",
            "accueil.TeleworkAgreement": ("telecentre name employer phone starts_on ends_on recorded_by recorded"),
            "accueil.SeatSeries": "agreement seat rhythm starts_on until stopped_on",
            "accueil.SeatBooking": ("seat series date part name employer state confirm_by booked_by booked changed"),
        },
    ),
    Processing(
        name="Expérimentations de télétravail",
        purpose="Compter les kilomètres, le CO₂, les heures et l’argent que le télétravail épargne.",
        basis=Basis.PUBLIC_INTEREST,
        people="Agents d’un employeur qui expérimente, par un numéro, sans nom\u00a0; membres de la coordination.",
        data=(
            "Distance, durée, mode et coût du trajet d’avant, jours télétravaillés par mois. L’accord dont les "
            "réservations comptent, sans le nom. Qui a créé l’expérimentation ou noté la méthode, et quand."
        ),
        recipients=(
            "La coordination. Les membres du réseau lisent les résultats de cinq agents au moins, le public n’en lit "
            "rien."
        ),
        retention="Autant que l’expérimentation. Un compte effacé y laisse une part sans nom.",
        fields={
            "accueil.TeleworkTrial": "employer starts_on ends_on method created created_by",
            "accueil.TrialAgent": (
                "trial number kilometres minutes days_a_week mode cost_per_kilometre centre_kilometres centre_minutes "
                "agreement"
            ),
            "accueil.TrialDays": "agent month home_days centre_days",
            "accueil.TrialMethod": "words rebound_words recorded recorded_by",
            "accueil.TrialFactor": "method name value source",
        },
    ),
    Processing(
        name="Facteur de CO₂ des kilomètres évités",
        purpose="Dire d’où vient le CO₂ que les rapports disent évité, et qui a choisi ce facteur.",
        basis=Basis.PUBLIC_INTEREST,
        people="Membres de la coordination.",
        data="Qui a noté une version du facteur, et quand\u00a0; sa source et sa méthode.",
        recipients="Les membres du réseau. Le public lit le facteur, sa source et sa méthode, sans nom.",
        retention="Autant que les rapports qui s’en servent. Un compte effacé y laisse une version sans nom.",
        fields={"accueil.EmissionFactor": "grams applies_from source source_url method recorded recorded_by"},
    ),
    Processing(
        name="Tickets déclic",
        purpose="Remettre à une personne 20 heures de découverte, compter celles qui servent, payer qui l’accueille.",
        basis=Basis.PUBLIC_INTEREST,
        people="Personnes à qui un ticket est remis\u00a0; membres du réseau qui remettent, agréent, débitent.",
        data=(
            "Prénom et nom, un téléphone et un livret B2i si la personne en a\u00a0; les heures de son ticket, à "
            "quelles séances. Qui a remis, agréé, débité, annulé, arrêté un relevé ou noté une étape, et quand."
        ),
        recipients=(
            "La coordination, l’animation du territoire\u00a0; l’équipe agréée où la personne vient avec son ticket. "
            "Le public n’en lit rien."
        ),
        retention=(
            f"Nom et téléphone\u00a0: {period(HOLDER_KEPT)} après le dernier jour du ticket, ou la séance qui l’épuise."
            f" Les heures, sans nom, et les agréments\u00a0: {period(HISTORY_KEPT)}, pour les comptes."
        ),
        fields={
            "accueil.BodyApproval": "body starts_on ends_on approved_by approved",
            "accueil.LedgerEntry": (
                "ticket kind minutes body workshop delivery held_on turn reverses reason key noted_by noted"
            ),
            "accueil.CircuitStep": "rank name who left_on",
            "accueil.StatementLine": "statement entry cents",
            "accueil.StepDone": "statement step done_on noted_by noted",
            "accueil.TicketStatement": "body first_day minutes cents drawn_by drawn",
            "accueil.Ticket": "batch code face balance skills",
            "accueil.TicketBatch": "label territory issued_on expires_on hour_cents issued_by",
            "accueil.TicketBody": "kind epm name created",
            "accueil.TicketHolder": "ticket name phone learner",
        },
    ),
)
