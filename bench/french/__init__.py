"""French text in bulk: real words, inflected, in sentences that are correct and mean nothing.

The words are those of a rural département's digital workshops and of the life around them, written in the `.txt` files
of this folder (`vocabulary.py`) and bent by the rules of `inflection.py`; `sentences.py` says how they go together.
"""
