"""Works of any kind that citizens give to the commons."""
