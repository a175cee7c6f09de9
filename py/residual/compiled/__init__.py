"""A compiler: it turns a network into a plan of calls to kernels in C; see README.md beside this.

NumPy for WebAssembly has no BLAS and makes a pass over memory for each operation. The core is
written for readers and knows nothing of speed; what it says is done here a second time. Nothing but
`residual.page.worker` asks for any of this, and it agrees with the core to rounding.
"""
