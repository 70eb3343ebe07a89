"""Comparison of a prediction with a reference: metrics, their running totals, and planning of an assessment."""
