"""The contract of a fusion method, and the one way to run a method."""
