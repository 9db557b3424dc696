"""Refusals: addresses that refuse mails for good, said to those who can mend them."""
