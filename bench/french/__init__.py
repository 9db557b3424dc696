"""French text in bulk: real words, inflected, in correct sentences without meaning.

The vocabulary covers the digital workshops of a rural département and daily life, written in the `.txt` files of this
folder (`vocabulary.py`); `inflection.py` inflects it and `sentences.py` builds sentences.
"""
