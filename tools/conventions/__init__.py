"""The facts of docs/Conventions.md, as tools/check_conventions.py checks them."""
