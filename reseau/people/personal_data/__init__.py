"""Personal data: the register of what is done with them (RGPD, article 30), and which fields hold any."""
