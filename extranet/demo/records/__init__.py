"""The demo’s B2i records: learners, evidence, validations, jury, rights."""
