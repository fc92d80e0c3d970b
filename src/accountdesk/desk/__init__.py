"""What the product does: units of work and the pages that faces show."""
