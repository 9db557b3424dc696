"""Compared lines as short texts: « +added+ », « -removed- », « … 3 » for lines left out."""

from reseau.texts.markdown.comparison import WordChange

MARKS = {WordChange.SAME: "{}", WordChange.ADDED: "+{}+", WordChange.REMOVED: "-{}-"}


def rendered(lines) -> list[str]:
    return [
        f"… {line.left_out}"
        if line.left_out
        else "".join(MARKS[piece.change].format(piece.text) for piece in line.pieces)
        for line in lines
    ]
