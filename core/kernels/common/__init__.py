"""Building blocks that several kernels share: compilation, vectors, similar pixels, CUDA helpers."""
