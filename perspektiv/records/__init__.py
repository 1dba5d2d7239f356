"""The centre's work, one room an application: access ← people ← cases ← letters ← appointments
← outcomes, reminders ← selfservice ← desk.

Records never know that they are counted.
"""
