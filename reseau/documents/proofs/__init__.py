"""Proofs: papers that anybody checks by their number."""
