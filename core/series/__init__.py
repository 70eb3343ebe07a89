"""Fusion of time series: selection of dates and pairs, record of results, and processing of all dates."""
