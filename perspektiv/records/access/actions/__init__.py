"""Every write of the room: accounts and roles, deputies, the centre, drafts."""
