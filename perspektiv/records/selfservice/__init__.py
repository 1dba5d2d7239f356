"""What participants and jobcoaches settle themselves, by a personal link and without an account."""
