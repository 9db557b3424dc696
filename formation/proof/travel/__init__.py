"""Travel: kilometres driven to trainings, and the papers that send and refund volunteers."""
