"""A whole class: its submissions in parcels, over as many processes or machines as there are."""
