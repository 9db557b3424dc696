"""The week of the letters in tests: prepared on Thursday 3 September 2026, they leave on Monday 7, at seven."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

PARIS = ZoneInfo("Europe/Paris")
WEEK = date(2026, 9, 7)
THURSDAY = datetime(2026, 9, 3, 9, tzinfo=PARIS)
MONDAY = datetime(2026, 9, 7, 7, 1, tzinfo=PARIS)
AN_HOUR, A_DAY = timedelta(hours=1), timedelta(days=1)
