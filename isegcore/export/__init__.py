"""Writing what is known of subjects in all the forms that other programs and people want it in."""
