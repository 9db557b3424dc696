"""Results of a campaign on screen: figures of each question, of everybody or of some people."""
