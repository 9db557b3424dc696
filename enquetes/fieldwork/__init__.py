"""How answers come in: on a screen, on paper, at a kiosk, by an interviewer."""
