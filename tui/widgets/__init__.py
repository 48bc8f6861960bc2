"""Widgets that more than one screen uses; they show values and send messages, nothing more."""
