"""From a charter to a label: self-assessment, visits, decisions, action plan, follow-up."""
