"""Why a raking does not converge, in words that say what to change."""

from collections.abc import Iterator
from itertools import combinations, permutations

from enquetes.preparation.weighting.fitting import CrossedSample, Fit, MarginGap, Trim, fit
from reseau.texts.wording import join_words, percent_in_words

# Of the tries that tell whether bounds, or rounds, are the reason.
MORE_ROUNDS = 100
# Categories taken together when a combination without answers is looked for.
TOGETHER = 3
# Shares read from a table are rounded.
ROUNDING = 1e-9


def failure_in_words(sample: CrossedSample, failed: Fit, *, trim: Trim | None, tolerance: float) -> str:
    """Return the reason why `failed` did not converge: bounds, a combination that nobody has, or rounds."""
    found = f"Le redressement ne converge pas en {failed.rounds}\u00a0tours\u00a0: {_told(failed.gap)}."
    free = fit(sample, trim=None, tolerance=tolerance, most_rounds=failed.rounds + MORE_ROUNDS) if trim else failed
    if trim and (highest_share := _highest_share(sample, failed.gap, trim)) < failed.gap.wanted:
        return (
            f"{found} Les poids limites sont trop serrés\u00a0: même au plus grand poids, cette catégorie n’atteint "
            f"que {_share(highest_share)}."
        )
    if free.converged:
        lowest, highest = (f"{bound(free.weights):.2f}".replace(".", ",") for bound in (min, max))
        return (
            f"{found} Les poids limites sont trop serrés\u00a0: sans eux, les marges sont tenues avec des poids de "
            f"{lowest} à {highest}."
        )
    if impossible := next(_impossible(sample), ""):
        return f"{found} {impossible}"
    longer = fit(sample, trim=None, tolerance=tolerance, most_rounds=2 * free.rounds)
    if longer.converged or longer.gap.size < 0.6 * free.gap.size:
        return f"{found} L’écart diminue encore\u00a0: augmentez le nombre de tours, ou acceptez un écart plus grand."
    return (
        f"{found} Trop de combinaisons de catégories sont sans réponse pour tenir toutes les marges à la fois\u00a0: "
        f"regroupez des catégories, d’abord dans «\u00a0{failed.gap.variable}\u00a0»."
    )


def _highest_share(sample: CrossedSample, gap: MarginGap, trim: Trim) -> float:
    """Return what the category weighs when everybody in it has the highest weight allowed."""
    place = next(place for place, margin in enumerate(sample.margins) if margin.variable == gap.variable)
    return sample.count(place, gap.category) * trim[1] / (sample.total - sample.missing(place))


def _told(gap: MarginGap) -> str:
    return (
        f"dans la marge «\u00a0{gap.variable}\u00a0», «\u00a0{gap.category}\u00a0» pèse {_share(gap.got)} "
        f"au lieu de {_share(gap.wanted)}"
    )


def _share(share: float) -> str:
    return percent_in_words(share, decimals=2)


def _impossible(sample: CrossedSample) -> Iterator[str]:
    """Yield a sentence for each group of categories whose answers all lie in categories of another margin that are to
    weigh less: no weights meet both margins (the condition of Hall on two margins).

    Margins with people who did not answer are left out: those may weigh anything on the other margin.
    """
    whole = [place for place in range(len(sample.margins)) if not sample.missing(place)]
    for one, other in permutations(whole, 2):
        shares, other_shares = sample.margins[one].shares, sample.margins[other].shares
        crossed: dict[str, set[str]] = {}
        for cell in sample.cells:
            crossed.setdefault(cell[one], set()).add(cell[other])
        for size in range(1, TOGETHER + 1):
            for group in combinations(shares, size):
                inside = sorted(set().union(*(crossed[category] for category in group)))
                wanted, room = sum(shares[each] for each in group), sum(other_shares[each] for each in inside)
                if wanted > room + ROUNDING:
                    variable, others = sample.margins[one].variable, sample.margins[other].variable
                    yield (
                        f"Qui a répondu {_quoted(group)} («\u00a0{variable}\u00a0») a toujours répondu "
                        f"{_quoted(inside)} («\u00a0{others}\u00a0»)\u00a0: les premiers devraient peser "
                        f"{_share(wanted)}, les seconds {_share(room)} seulement. Regroupez des catégories, ou "
                        "cherchez les réponses qui manquent."
                    )


def _quoted(categories) -> str:
    return join_words([f"«\u00a0{category}\u00a0»" for category in categories])
