"""Answers that reach a campaign, whatever the way: link, code, kiosk, interviewer, paper."""
