"""Register of processing: projects of the network and their people, their money, the steering committee."""

from reseau.people.personal_data.declaration import Basis, Processing

PROCESSING: tuple[Processing, ...] = (
    Processing(
        name="Projets du réseau",
        purpose="Proposer des projets, les décider, les suivre jusqu’à leur bilan.",
        basis=Basis.PUBLIC_INTEREST,
        people="Membres du réseau qui proposent un projet, y prennent part, ou décident.",
        data=(
            "Titre, but, moyens, dates, lieux d’un projet, ses étapes et ses risques\u00a0; qui l’a proposé, qui y "
            "prend part et pour quoi faire, qui a décidé ou écarté, avec quels mots, et quand."
        ),
        recipients=(
            "Les membres du réseau. Le public lit le titre, le but et les lieux des projets que la coordination "
            "montre, et les récits publiés, sans nom."
        ),
        retention=(
            "Autant que le projet. Un compte effacé quitte les personnes du projet, et laisse dans son histoire une "
            "part sans nom."
        ),
        fields={
            "projets.Project": (
                "title aim means chantier starts_on ends_on state state_since is_public reason proposed_by forum "
                "created changed"
            ),
            "projets.Project_territories": "project territory",
            "projets.Project_epms": "project epm",
            "projets.ProjectPerson": "project member part",
            "projets.Milestone": "project title due_on done_on changed",
            "projets.ProjectRisk": "project words level answer",
            "projets.ProjectStep": "project state words moved moved_by",
            "projets.Indicator": "project figure target since noted noted_by",
            "projets.ProjectStory": "project sheet begun",
            "projets.ProjectFile": "project file name kind size sha256 added_by added scan threat",
        },
    ),
    Processing(
        name="Achats groupés et conventions",
        purpose="Acheter et signer à plusieurs lieux, savoir qui en est et pour combien.",
        basis=Basis.PUBLIC_INTEREST,
        people="Membres du réseau qui coordonnent un appel, ou notent la part de leur lieu.",
        data="Titre, conditions, prix, dates, état d’un appel\u00a0; la part de chaque lieu, qui l’a notée, et quand.",
        recipients="Les membres du réseau. Le public n’en lit rien.",
        retention="Autant que l’appel. Un compte effacé laisse des lignes sans nom.",
        fields={
            "projets.Pooling": (
                "kind title conditions unit unit_cents offered taken closes_on begins_on ends_on state reason led_by "
                "created changed"
            ),
            "projets.PoolingPart": "pooling epm quantity joined joined_by",
        },
    ),
    Processing(
        name="Comité de pilotage",
        purpose="Savoir qui siège au comité, le convoquer, garder trace de ses séances et suivre ses décisions.",
        basis=Basis.PUBLIC_INTEREST,
        people="Personnes qui siègent au comité, avec ou sans compte\u00a0; membres de la coordination.",
        data=(
            "Nom de qui tient chaque fonction et depuis quand\u00a0; présence aux séances, ou par qui "
            "représenté\u00a0; jour, lieu, points, pièces et comptes rendus des séances\u00a0; décisions, qui agit et "
            "pour quand, ce qui en est fait et qui l’a noté."
        ),
        recipients="Les membres du réseau. Le public lit un extrait écrit pour lui, sans aucun nom.",
        retention=(
            "Autant que les séances, qui sont des archives publiques. Un compte effacé laisse un mandat sans nom."
        ),
        fields={
            "projets.CommitteePosition": "name kind closed_on",
            "projets.Mandate": "position since member outsider is_vacant noted noted_by",
            "projets.SteeringMeeting": "date start end place state reason convened_at approved_in created changed",
            "projets.SteeringItem": "meeting rank title words project chantier",
            "projets.ItemMinutes": "item text changed changed_by",
            "projets.SteeringDecision": (
                "item text position member outsider due_on project state done_on outcome created"
            ),
            "projets.DecisionStep": "decision state words moved moved_by",
            "projets.SteeringPaper": "item name kind pages file size added_by added",
            "projets.SteeringAttendance": "meeting mandate presence stand_in",
        },
    ),
    Processing(
        name="Financement des projets",
        purpose="Savoir qui a promis, accordé et payé quoi, et le montrer à qui finance.",
        basis=Basis.PUBLIC_INTEREST,
        people="Membres de la coordination et de l’animation des territoires, qui notent les lignes.",
        data="Montants, jours, pièces et motifs, par projet et par financeur\u00a0; qui a noté chaque ligne, et quand.",
        recipients="Les membres du réseau\u00a0; le financeur, pour ses lignes, sans nom. Le public n’en lit rien.",
        retention="Autant que le projet. Un compte effacé laisse des lignes sans nom.",
        fields={
            "projets.Funder": "name kind",
            "projets.FundingLine": "project funder kind cents day words is_beyond reverses noted noted_by",
        },
    ),
)
