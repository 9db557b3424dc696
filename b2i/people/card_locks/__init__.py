"""How many wrong codes a card takes, from where, and when it opens again."""
