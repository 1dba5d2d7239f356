"""Budgets, contracts, delivered units, statements and payments."""
