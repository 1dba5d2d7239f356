"""Pages of people: the list, registering, contact data, merging, opened cases, accesses, jobcoaches."""
