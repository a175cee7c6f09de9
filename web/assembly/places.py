"""Where things are."""

from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
CORE = ROOT / "py" / "residual"
WEB = ROOT / "web"
ASSEMBLY = WEB / "assembly"
GENERATED = WEB / "generated"
MODULES = WEB / "node_modules"

IMMUTABLE = "immutable"
"""In the site: files that never change, since they are named by their content."""
