"""The yearly list by customer number: to the Jobcenter with empty columns, and back filled in."""
