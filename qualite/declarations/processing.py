"""Register of processing: files of the quality charter, with the people who answer, visit, decide and act."""

from reseau.people.personal_data.declaration import Basis, Processing

PROCESSING = (
    Processing(
        name="Dossiers de la charte qualité",
        purpose="Aider une équipe à se situer, faire visiter un lieu par une personne d’ailleurs, décider du label.",
        basis=Basis.PUBLIC_INTEREST,
        people="Membres du réseau qui répondent, visitent, décident ou prévoient une action.",
        data=(
            "Qui a répondu, joint une pièce, envoyé, visité, décidé, et quand\u00a0; ce que ces personnes écrivent "
            "d’un lieu\u00a0; nom écrit en face d’une action. Des photos de lieux et de papiers, pas de visages."
        ),
        recipients=(
            "L’équipe du lieu, l’animation de son territoire, la personne qui visite et la coordination. Le public ne "
            "lit que le label en cours, sans nom de personne."
        ),
        retention="Autant que le lieu, dont c’est l’histoire. Un compte effacé y laisse une part sans nom.",
        fields={
            "qualite.Assessment": "epm stage opened_on submitted_at submitted_by number",
            "qualite.Involvement": "assessment member part",
            "qualite.CriterionAnswer": (
                "assessment criterion level words link figure_text figure_on changed_by changed_at"
            ),
            "qualite.ProofFile": "answer format name file size added_by added",
            "qualite.Visit": (
                "assessment involvement part place_territory visitor_territory state date start end summary"
            ),
            "qualite.Observation": "visit criterion sight words",
            "qualite.FileDecision": "assessment involvement part outcome reason decided_at",
            "qualite.QualityLabel": "decision epm charter number starts_on ends_on withdrawn_on",
            "qualite.LabelWithdrawal": "label decision assessment involvement part reason withdrawn_at",
            "qualite.PlannedAction": "assessment criterion text who due_on state created_by created",
        },
    ),
    Processing(
        name="Prêts de matériel entre lieux",
        purpose="Savoir quel lieu a quel matériel, jusqu’à quand et dans quel état il part et revient.",
        basis=Basis.PUBLIC_INTEREST,
        people="Membres du réseau qui réservent un matériel, notent son départ ou son retour.",
        data=(
            "Qui a réservé, noté l’état, et quand\u00a0; ce que ces personnes écrivent d’un matériel ou d’un prêt. Des "
            "photos de matériel, pas de visages, sans le lieu où elles ont été prises."
        ),
        recipients="Les membres du réseau, comme sur un calendrier partagé. Le public n’en lit rien.",
        retention="Autant que le matériel, dont c’est l’histoire. Un compte effacé y laisse un prêt sans nom.",
        fields={
            "qualite.Equipment": (
                "epm name kind content advice reference condition is_lent photo photo_changed entered_on left_on"
            ),
            "qualite.Loan": (
                "equipment epm start start_part end end_part purpose state booked_by booked changed came_from "
                "cancel_reason"
            ),
            "qualite.LoanHalfDay": "loan equipment date part",
            "qualite.ConditionReport": "loan moment condition words photo noted_by at",
        },
    ),
    Processing(
        name="Activité des lieux",
        purpose="Compter les passages et les accompagnements d’un lieu, et rendre compte de son année.",
        basis=Basis.PUBLIC_INTEREST,
        people="Membres du réseau qui corrigent un chiffre ou confirment un mois. Aucun visiteur n’est nommé.",
        data=(
            "Qui a corrigé un chiffre ou confirmé un mois, quand, et la raison écrite. Des visiteurs, des nombres "
            "seuls\u00a0: ni nom, ni heure, ni qui les a comptés."
        ),
        recipients=(
            "L’équipe du lieu, l’animation de son territoire et la coordination. Hors de l’équipe, un thème de moins "
            "de cinq accompagnements est masqué."
        ),
        retention="Les nombres restent, ils sont l’histoire du lieu. Un compte effacé y laisse un chiffre sans nom.",
        fields={
            "qualite.ActivityMonth": "epm first_day confirmed_at confirmed_by",
            "qualite.FigureCorrection": "month measure value reason corrected_by corrected_at",
        },
    ),
)
