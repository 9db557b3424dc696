"""A questionnaire on A4 sheets: boxes for a pen, and the numbers that whoever keys it in will type."""
