"""Random graphs of ops around norms: every one of them is valid IR that has to compile and to agree with the reference."""
