"""Intake of files: what was received, what was made of it, what was refused and why."""
