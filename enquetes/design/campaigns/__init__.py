"""A campaign: who is asked, how, between which days, and how many answers of each kind of people are wanted."""
