"""How far a learner is: her record as pages and paper show it, in one framework or another."""
