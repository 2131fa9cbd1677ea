"""Members: accounts, roles, profiles, tokens, and who may do what."""
