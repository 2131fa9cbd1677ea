"""How the commons decides about itself: the review desk, appeals, removal for good."""
