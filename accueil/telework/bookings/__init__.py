"""Half-days booked at the seats of a télécentre, for people who often have neither account nor e-mail."""
