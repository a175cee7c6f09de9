"""`python -m residual.cli` is `residual`."""

import sys

from residual.cli import main

sys.exit(main())
