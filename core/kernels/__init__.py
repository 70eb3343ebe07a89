"""Moving-window kernels: one function for each, with a CPU and a CUDA version."""
