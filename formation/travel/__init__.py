"""Travel: kilometres driven to trainings, and the papers that refund volunteers."""
