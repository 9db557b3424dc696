"""Rights of learners on their data: access, contest, correction, limitation, erasure."""
