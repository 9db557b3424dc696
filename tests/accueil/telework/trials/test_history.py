"""What the source of the first trial says, and what the method finds again with its numbers alone."""

from decimal import Decimal

from accueil.telework.trials.history import history_lines


def lines(car_grams):
    return history_lines(car_grams=car_grams, rebound_percent=Decimal(31), day_hours=Decimal(7))


def test_figures_of_the_source_are_its_own():
    assert [line.figure for line in lines(Decimal(193))] == [
        "25\u202f000 km évités",
        "2,7\u00a0t de CO₂",
        "20 jours gagnés",
        "«\u00a0Un treizième mois\u00a0» de pouvoir d’achat",
    ]


def test_our_factor_does_not_find_the_co2_of_the_source():
    """25,000 km × 193 g = 4.825 t; less 31 %, 3.3 t. 2.7 t in 25,000 km is 108 g a kilometre."""
    co2 = lines(Decimal(193))[1]

    assert "4,8\u00a0t avec notre facteur" in co2.ours
    assert "3,3\u00a0t une fois les effets rebond" in co2.ours
    assert "108\u00a0g par kilomètre" in co2.ours
    assert (co2.verdict, co2.is_found) == ("Pas retrouvé\u00a0: le facteur n’est pas le même.", False)


def test_factor_of_the_source_would_find_it():
    assert (lines(Decimal(108))[1].verdict, lines(Decimal(108))[1].is_found) == ("Retrouvé.", True)


def test_without_a_factor_no_co2_is_invented():
    assert lines(None)[1].verdict == "Pas recalculé\u00a0: notez d’abord un facteur."


def test_days_hold_together_in_days_of_twenty_four_hours_alone():
    """25,000 km in 480 hours is 52 km/h; in twenty days of seven hours, 179 km/h."""
    days = lines(None)[2]

    assert "480 heures de route, à 52\u00a0km/h" in days.ours
    assert "rouler à 179\u00a0km/h" in days.ours


def test_kilometres_and_money_are_not_computed_again():
    found = lines(Decimal(193))

    assert "80\u00a0km par agent et par semaine" in found[0].ours
    assert [found[rank].verdict.split("\u00a0")[0] for rank in (0, 3)] == ["Pas recalculé"] * 2
