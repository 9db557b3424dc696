"""The demo's surveys, as synthetic data: questions, people who answer at random, and their answers written in bulk."""
