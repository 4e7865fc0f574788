"""Random graphs of ops around norms: each is valid IR, which has to compile and to agree with the reference."""
