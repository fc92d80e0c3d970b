"""Sources: where facts come from. They know the core and nothing of the store beside them."""
