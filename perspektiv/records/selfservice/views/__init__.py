"""The pages behind a personal link, and the staff's page of what is wished there."""
