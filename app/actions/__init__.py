"""What the user can do: one list of actions for menu, toolbar and keyboard, and the work behind it."""
