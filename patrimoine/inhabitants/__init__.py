"""How an inhabitant has a place told: at an EPM near them, with a paper that they fill at home. No form on line."""
