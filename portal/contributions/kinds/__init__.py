"""The kinds of works there are: one module each, the same verbs in each."""
