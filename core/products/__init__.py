"""Products of sensors and providers: bands, units, scales and quality layers."""
