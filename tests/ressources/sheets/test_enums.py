"""Durations, licences and states."""

import pytest

from reseau.documents.extraction import problems
from ressources.files.enums import Refusal, Unreadable
from ressources.sheets.enums import Device, DurationBucket, Licence, PriorKnowledge, SheetState


@pytest.mark.parametrize(
    ("minutes", "buckets"),
    [(45, ("60", "90", "120")), (60, ("60", "90", "120")), (61, ("90", "120")), (91, ("120",)), (121, ("long",))],
)
def test_workshop_is_in_every_duration_bucket_it_fits(minutes, buckets):
    assert DurationBucket.holding(minutes) == buckets


@pytest.mark.parametrize(
    ("equipment", "devices"),
    [
        ("", ("aucun",)),
        ("Feutres\nDes bandes de papier", ("aucun",)),
        ("Un poste par personne\nVidéoprojecteur", ("ordinateur", "videoprojecteur")),
        ("Le téléphone de chacun, chargé\nDeux tablettes\nImprimante", ("tablette", "telephone", "imprimante")),
        ("Un câble de téléphone portable", ("telephone",)),
    ],
)
def test_devices_are_read_in_the_equipment(equipment, devices):
    assert Device.named_in(equipment) == devices


@pytest.mark.parametrize(
    ("prerequisites", "knowledge"),
    [("", "aucun"), (" Aucun.", "aucun"), ("Aucune connaissance", "aucun"), ("Savoir cliquer", "requis")],
)
def test_prerequisites_are_needed_or_not(prerequisites, knowledge):
    assert PriorKnowledge.told_by(prerequisites) == knowledge


def test_each_state_has_its_mark():
    assert [state.mark for state in SheetState] == ["", "wait", "bad", "good", ""]


def test_every_file_problem_has_its_message():
    codes = {value for name, value in vars(problems).items() if name.isupper()}
    assert codes == {*Refusal.values, *Unreadable.values}
    assert [reason for reason in Unreadable if not reason.advice] == []


def test_every_licence_describes_permissions_and_consequences():
    assert [licence for licence in Licence if not licence.means] == []
    assert [licence for licence in Licence if not licence.address] == [Licence.RESERVED]
    assert [licence for licence in Licence if not licence.may_be_adapted] == [Licence.RESERVED]


def test_share_alike_licence_is_kept_by_adaptations():
    assert Licence.BY_SA.for_adaptations == (Licence.BY_SA,)
    assert Licence.RESERVED.for_adaptations == ()
    # An attribution licence allows only licences with attribution.
    assert [licence for licence in Licence if Licence.CC0 in licence.for_adaptations] == [Licence.CC0]
