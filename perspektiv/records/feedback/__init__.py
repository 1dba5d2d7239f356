"""What participants say: questionnaires in versions, invitations, responses, and the anonymous survey."""
