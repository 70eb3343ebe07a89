"""Runtime environment of STFusion: packages, device, memory, version."""
