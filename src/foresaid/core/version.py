"""The version of the package, in one place besides pyproject.toml (a test compares them)."""

VERSION = "0.1.0"
