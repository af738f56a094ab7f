"""The stage `show`."""
