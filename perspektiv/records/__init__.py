"""The centre's work, one room an application: access ← people ← cases ← appointments ← outcomes ← desk.

Records never know that they are counted.
"""
