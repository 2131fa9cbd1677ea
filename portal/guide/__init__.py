"""Plain pages about the portal: what it is, what the licences mean."""
