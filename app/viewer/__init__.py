"""Three linked planes: pure functions from state to slices, and thin widgets that paint them."""
