"""Moving-window kernels: one function each, with a CPU and a CUDA version behind it."""
