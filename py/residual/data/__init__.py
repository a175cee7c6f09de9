"""Data: points in the plane, and the handwritten digits of the package."""
