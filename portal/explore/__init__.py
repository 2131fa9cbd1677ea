"""Finding: home, the big map, search. Reads many features, owns no table."""
