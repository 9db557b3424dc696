"""Texts near in meaning, by a model that the extra `sens` brings (docs/adr/0072-meaning.md)."""
