"""Tags of this room and for the forms of the login library."""
