"""What tells Briefcase how to make packages; not part of what it packs."""
