"""Pages of the room: own account, administration, invitations, first steps, trail, drafts."""
