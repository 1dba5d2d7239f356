"""Figures as people read them: the printed report in its forms, and the check of a report that was published."""
