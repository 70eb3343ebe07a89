"""The process that STFusion runs in: packages, device, memory, version."""
