"""What everything stands on: plain Python, no Flask and no SQL."""
