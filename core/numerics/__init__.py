"""Numerical steps that methods share: classification, unmixing, splines, dictionaries, point-spread functions."""
