"""Comparison of several fusion methods on one scene with a reference: accuracy, time and memory."""
