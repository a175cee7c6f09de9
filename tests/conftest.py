"""What holds for every test."""

import os

# The matrices here are small: OpenBLAS's threads wait for each other longer than they work, ten
# times longer on a busy machine. Read once, when NumPy is imported, so it stands before that.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
