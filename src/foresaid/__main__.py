"""``python -m foresaid``: the command, where its script is not on the path."""

from foresaid.cli import main

if __name__ == "__main__":
    main()
