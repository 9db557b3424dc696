"""Odd input: what no form and no address of the site expects, cleaned or refused at the door."""
