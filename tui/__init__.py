"""The terminal: screens and commands that show, ask and call `data`, and hold no rules."""
