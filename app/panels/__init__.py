"""The panels around the planes. Each reads the session or the view state and emits intents."""
