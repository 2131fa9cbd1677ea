"""What people say about things here: reports of what should not stand, and what was decided."""
