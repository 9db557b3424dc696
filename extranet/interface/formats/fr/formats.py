"""Dates in full and hours as the French write them: « jeudi 12 mars 2026 », « 9 h 30 »."""

DATE_FORMAT = "l j F Y"
SHORT_DATE_FORMAT = "j M Y"
TIME_FORMAT = r"G \h i"
DATETIME_FORMAT = r"l j F Y, G \h i"
MONTH_DAY_FORMAT = "j F"
YEAR_MONTH_FORMAT = "F Y"
