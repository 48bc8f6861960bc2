"""The month close of Aktiv kommune's invoice basis: rules and store, no terminal."""

__version__ = "0.1.0"
