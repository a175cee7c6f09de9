"""What a page asks for: its worker, and what this answers."""
