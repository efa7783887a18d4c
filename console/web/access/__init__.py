"""Who is asking: sign-in, roles, keys of programs, people and teams, the audit log."""
