"""What sensors and providers deliver: bands, units, scales and quality layers."""
