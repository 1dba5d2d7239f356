"""What is counted, as Ibis expressions over the package. Compiled to SQL once and shipped (``compiled/``).

Nothing here runs when figures are asked for: a run needs DuckDB and the shipped text alone. A test proves that the
text is current; ``make reference`` renews it.
"""
