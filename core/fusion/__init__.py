"""The interface of fusion methods, and running a method."""
