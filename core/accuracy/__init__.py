"""Comparison of a prediction with a reference: metrics, their running totals, and the plan of an assessment."""
