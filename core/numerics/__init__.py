"""Numerical functions shared by methods: classification, unmixing, splines, dictionaries, point-spread functions."""
