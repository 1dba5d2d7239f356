"""Ways into the centre, offers of the catalogue, participations, agreements, goals, notes, closing results."""
