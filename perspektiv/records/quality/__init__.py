"""Goals and how they are looked at; audits, findings, actions, complaints, documents and other evidence."""
