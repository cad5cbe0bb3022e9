"""What people would use instead: small honest programs, each run in a process of its own."""
