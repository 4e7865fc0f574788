"""The lints of tools/lint.py: each a function from a Tree to its findings."""
