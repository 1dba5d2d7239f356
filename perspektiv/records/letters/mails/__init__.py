"""E-mails: words as text and HTML, a calendar's invitation, the headers that programs rely on."""
