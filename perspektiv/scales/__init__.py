"""What questionnaires measure: scores, reliability, reliable change, courses. Pure functions over numbers, no Django.

Nothing here knows a person, an instrument or a file. Where too little was answered to say something, the answer is
None, never a number.
"""
