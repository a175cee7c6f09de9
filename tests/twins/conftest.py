"""The twins need PyTorch, which the project's own environment does not have; see run.py."""

import importlib.util

collect_ignore_glob = [] if importlib.util.find_spec("torch") else ["test_*.py"]
