"""Code shared by several kernels: compilation, vector instructions, similar pixels, CUDA helpers."""
