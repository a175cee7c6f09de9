"""The kernels once more, in C with SIMD, for WebAssembly.

NumPy for WebAssembly has no BLAS and makes a pass over memory for each operation, so the functions
of `residual.kernels` stand here a second time: in C (`*.c`, one idea a file), compiled by the
build, loaded by `library`, called through `operations`. `calls` keeps what a run's calls need from
one epoch to the next. Nothing but `residual.page.worker` asks for any of this, and what it computes
agrees with the NumPy definitions to rounding.
"""
