"""Speed and memory of the figures beside other ways to compute the same; proves that all ways agree.

``python -m bench`` runs it. The page ``docs/reference/speed.md`` keeps what one run found (``--write``).
"""
