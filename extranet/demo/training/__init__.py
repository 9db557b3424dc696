"""The demo’s training year: sessions, attendance, mails, planning, rides, evaluations."""
