"""Agreements of people without account: what they made for a place, how they are named, how they take it back."""
