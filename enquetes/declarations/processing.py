"""Register of processing: answers to surveys, weighted."""

from reseau.people.personal_data.declaration import Basis, Processing

PROCESSING = (
    Processing(
        name="Enquêtes",
        purpose="Interroger une population, et compter d’où viennent les réponses.",
        basis=Basis.PUBLIC_INTEREST,
        people="Personnes qui répondent à une enquête\u00a0; membres du réseau qui la préparent.",
        data=(
            "Ce qui est demandé, à qui et comment. De chaque réponse\u00a0: la façon dont elle est venue, l’espace, "
            "la case du quota qu’elle remplit\u00a0; ni nom, ni adresse, ni heure. Qui a préparé l’enquête."
        ),
        recipients="Qui exploite l’enquête, sous forme de totaux jamais donnés sous cinq réponses.",
        retention="Les réponses restent sans nom, tant que l’enquête sert.",
        fields={
            "enquetes.Campaign": "title slug population sampling parents_notice created_by",
            "enquetes.PublishedResults": "published_on published_by",
            "enquetes.PublishedOpenData": "published_on published_by",
            "enquetes.CollectedResponse": "mode place cell is_beyond_quota is_left_out sent_key",
        },
    ),
    Processing(
        name="Réponses commencées",
        purpose="Répondre à une enquête en plusieurs fois.",
        basis=Basis.PUBLIC_INTEREST,
        people="Personnes qui répondent à une enquête sur un écran.",
        data=(
            "Ce qui est déjà répondu, la langue, la façon d’être venu, l’empreinte d’un code tiré au sort ou le code "
            "reçu, le jour\u00a0; pas de nom."
        ),
        recipients="La personne qui répond, seule.",
        retention="Jusqu’à l’envoi, et trente jours au plus après le dernier changement.",
        fields={"enquetes.UnfinishedResponse": "campaign mode language values code_digest personal_code changed_on"},
    ),
    Processing(
        name="Codes personnels des enquêtes",
        purpose="Compter une seule réponse par personne, et le taux de réponse de chaque envoi.",
        basis=Basis.PUBLIC_INTEREST,
        people="Personnes qui reçoivent un code pour répondre\u00a0; membres du réseau qui tirent les codes.",
        data=(
            "D’un code, une empreinte et s’il a servi\u00a0; ni qui l’a reçu, ni quand il a servi, ni la réponse. Le "
            "nom d’un lot, l’établissement pour des mineurs, combien de ses codes ont servi, qui l’a tiré et quand."
        ),
        recipients="Coordination, lot par lot.",
        retention="Celle de l’enquête.",
        fields={
            "enquetes.CodeBatch": "label school size used made_on made_by",
            "enquetes.PersonalCode": "batch digest is_used",
        },
    ),
    Processing(
        name="Enquêteurs",
        purpose="Mener des entretiens, et compter les refus et les absences pour un taux de réponse honnête.",
        basis=Basis.PUBLIC_INTEREST,
        people="Membres du réseau qui mènent des entretiens.",
        data=(
            "Qui enquête pour quelle enquête, et par jour combien d’entretiens, de refus et d’absences, sans le nom de "
            "personne. Une réponse ne dit pas qui a posé les questions."
        ),
        recipients="Coordination\u00a0; chaque enquêteur pour ses journées.",
        retention="Celle de l’enquête.",
        fields={
            "enquetes.Interviewer": "campaign member is_active",
            "enquetes.InterviewDay": "interviewer day done refused absent",
        },
    ),
    Processing(
        name="Bornes d’enquête",
        purpose="Laisser répondre à une enquête dans un espace, sur un ordinateur qui n’est dans aucun compte.",
        basis=Basis.PUBLIC_INTEREST,
        people="Membres du réseau qui ouvrent une borne\u00a0; personnes qui y répondent, sans nom.",
        data=(
            "Qui a ouvert la borne d’un espace, quand elle a ouvert et fermé. Sur l’appareil, les réponses envoyées "
            "qui attendent le réseau\u00a0; ce qui est commencé n’y est jamais écrit."
        ),
        recipients="Équipe de l’espace, animateur du territoire, coordination.",
        retention="Celle de l’enquête. Sur l’appareil, jusqu’à l’arrivée au site.",
        fields={"enquetes.Kiosk": "opened opened_by closed"},
    ),
    Processing(
        name="Saisie des enquêtes sur papier",
        purpose="Saisir deux fois chaque feuille, trancher les différences, mesurer la qualité de la saisie.",
        basis=Basis.PUBLIC_INTEREST,
        people="Personnes qui répondent sur papier\u00a0; membres du réseau qui préparent les lots et saisissent.",
        data=(
            "Qui a préparé un lot, qui le saisit, qui a tranché. Ce que dit une feuille, sans nom, tant que ses deux "
            "saisies ne concordent pas\u00a0; ensuite, seulement ce en quoi elles différaient."
        ),
        recipients="Coordination, animateurs territoriaux, membres désignés pour un lot.",
        retention=(
            "Les réponses d’une saisie sont effacées dès que la feuille est recueillie\u00a0; les feuilles numérisées "
            "au jour dit, un an au plus après la fin de l’enquête."
        ),
        fields={
            "enquetes.PaperBatch": "label answered_on made_on made_by",
            "enquetes.PaperBatch_keyers": "paperbatch member",
            "enquetes.PaperSheet": "collected state",
            "enquetes.SheetScan": "label file size kept_until destroyed_on added_by added",
            "enquetes.SheetKeying": "keyed_by is_by_same_person values answers key",
            "enquetes.KeyedDifference": "question first second kept value decided_by",
        },
    ),
    Processing(
        name="Nettoyage des enquêtes",
        purpose="Laisser une réponse de côté ou en corriger une valeur, et pouvoir dire ce qui a été fait.",
        basis=Basis.PUBLIC_INTEREST,
        people="Personnes qui répondent à une enquête\u00a0; membres du réseau qui l’exploitent.",
        data="Ce qui a été fait, sur quelle question, la valeur d’avant et celle d’après, pourquoi, par qui et quand.",
        recipients="Coordination.",
        retention="Celle des réponses de l’enquête.",
        fields={
            "enquetes.CleaningEntry": "kind question before after reason done_by done_on",
            "enquetes.DuplicateGroup": "reason decision why decided_by decided_on",
            "enquetes.DuplicateGroup_responses": "duplicategroup collectedresponse",
        },
    ),
    Processing(
        name="Codage des réponses écrites",
        purpose="Ranger sous des mots courts ce que les gens ont écrit, pour le compter, et pouvoir dire qui l’a fait.",
        basis=Basis.PUBLIC_INTEREST,
        people="Personnes qui répondent à une enquête\u00a0; membres du réseau qui l’exploitent.",
        data="Les codes de chaque texte, sans nom. Qui les a donnés, changés ou défaits, et quand.",
        recipients="Coordination\u00a0; sous forme de totaux, qui exploite l’enquête.",
        retention="Celle des réponses de l’enquête.",
        fields={
            "enquetes.CodedText": "answer coded_by coded_on",
            "enquetes.GivenCode": "answer code",
            "enquetes.CodingAct": "kind words texts before after done_by done_on",
        },
    ),
    Processing(
        name="Fichiers de réponses aux enquêtes",
        purpose="Faire compter des réponses saisies ailleurs, et dire quelles lignes ne le peuvent pas.",
        basis=Basis.PUBLIC_INTEREST,
        people="Personnes qui répondent à une enquête\u00a0; membres du réseau qui apportent un fichier.",
        data="Un fichier de réponses sans nom, le temps de le lire\u00a0; ses lignes refusées. Qui l’apporte.",
        recipients="Coordination.",
        retention="Le fichier est effacé une fois compté ou oublié, au plus tard après une semaine.",
        fields={
            "enquetes.BroughtFile": (
                "name file line line_end ready known refused counted problem brought_by created state"
            ),
            "enquetes.RefusedLine": "number why",
        },
    ),
    Processing(
        name="Redressement des enquêtes",
        purpose="Faire ressembler les réponses d’une enquête à la population de tout le territoire.",
        basis=Basis.PUBLIC_INTEREST,
        people="Personnes qui répondent à une enquête\u00a0; membres du réseau qui l’exploitent.",
        data="Le poids de chaque réponse, calculé sur ce qu’elle dit, sans nom. Qui a fait un redressement, et quand.",
        recipients="Qui exploite l’enquête, sous forme de totaux jamais donnés sous cinq réponses.",
        retention="Celle des réponses de l’enquête.",
        fields={"enquetes.Weighting": "made_by made_on source", "enquetes.ResponseWeight": "weight"},
    ),
)
