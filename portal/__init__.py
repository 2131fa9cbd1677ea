"""The commons portal: one package per domain, imports go down (see docs/map.md)."""
